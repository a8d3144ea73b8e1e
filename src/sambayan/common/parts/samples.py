"""The form behind the examples of the catalogue."""

from django import forms

RATING = (("above", "Di atas ekspektasi"), ("meets", "Sesuai ekspektasi"), ("below", "Di bawah ekspektasi"))
SPEED = (("1", "Tidak cepat"), ("2", "Kurang cepat"), ("3", "Cepat"), ("4", "Sangat cepat"))
CHOSEN = {"speed": "3", "result": "meets", "harmony": "model"}


class SampleForm(forms.Form):
    """One field of each kind."""

    realization = forms.CharField(label="Realisasi", help_text="Tulis angka dengan koma, misalnya 98,6")
    reason = forms.CharField(
        label="Alasan berbeda dari saran",
        min_length=20,
        error_messages={"min_length": "Tulis alasan, paling sedikit 20 huruf."},
    )
    note = forms.CharField(label="Catatan dan rekomendasi", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    unit = forms.ChoiceField(label="Perangkat daerah", choices=(("", "Pilih"), ("1", "Badan Pendapatan Daerah")))
    due = forms.DateField(label="Batas waktu", widget=forms.DateInput(attrs={"type": "date"}))
    evidence = forms.FileField(label="Bukti", help_text="PDF atau gambar, paling besar 10 MB")
    password = forms.CharField(label="Kata sandi", widget=forms.PasswordInput)
    read = forms.BooleanField(label="Saya sudah membaca tanggapan pegawai")
    channels = forms.MultipleChoiceField(
        label="Cara menjawab",
        choices=(("qr", "Kode QR"), ("receipt", "Kode struk"), ("enumerator", "Enumerator")),
        widget=forms.CheckboxSelectMultiple,
    )
    speed = forms.ChoiceField(
        label="Bagaimana pendapat Anda tentang kecepatan waktu pelayanan?",
        help_text="Dari berkas diterima sampai selesai",
        choices=(*SPEED, ("na", "Tidak berlaku / tidak tahu")),
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih satu jawaban."},
    )
    result = forms.ChoiceField(label="Rating hasil kerja", choices=RATING, widget=forms.RadioSelect)
    harmony = forms.ChoiceField(
        label="Harmonis",
        choices=(("not_yet", "Belum"), ("consistent", "Konsisten"), ("model", "Teladan")),
        widget=forms.RadioSelect,
    )


def sample(*, bound: bool = False, chosen: bool = False, prefix: str | None = None) -> SampleForm:
    """A form for an example: empty, with answers chosen, or bound with mistakes."""
    used_ids = f"example-{prefix or ('wrong' if bound else 'chosen' if chosen else 'blank')}-%s"
    if bound:
        return SampleForm({f"{prefix}-reason" if prefix else "reason": "Bagus"}, prefix=prefix, auto_id=used_ids)
    return SampleForm(initial=CHOSEN if chosen else {}, prefix=prefix, auto_id=used_ids)
