"""The objection against an evaluation. Source: PermenPANRB 6/2022 Ps 29, Lampiran V.B."""
