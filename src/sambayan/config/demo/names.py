"""Words from which names are made up. No person is meant: the last names are words of nature and craft."""

import random
from dataclasses import dataclass, field

from sambayan.people.rules import Sex

_MALE = (
    "Adi", "Agung", "Andika", "Arif", "Bagus", "Bambang", "Bayu", "Budi", "Cahyo", "Darma", "Dedi", "Dimas", "Dwi",
    "Edi", "Eko", "Fajar", "Galih", "Gede", "Guntur", "Hadi", "Harun", "Hendra", "Iman", "Indra", "Irwan", "Jaka",
    "Joko", "Kadek", "Krisna", "Lukman", "Made", "Mulyono", "Nanda", "Nugroho", "Panji", "Rahmat", "Rangga", "Rizal",
    "Satria", "Slamet", "Surya", "Teguh", "Tono", "Umar", "Wahyu", "Wayan", "Yoga", "Yusuf", "Zaki", "Zulkifli",
)  # fmt: skip
_FEMALE = (
    "Anggi", "Anisa", "Ayu", "Bunga", "Citra", "Dahlia", "Desi", "Dewi", "Diah", "Dina", "Eka", "Endang", "Fitri",
    "Gita", "Hani", "Hasanah", "Ida", "Indah", "Intan", "Juwita", "Kartika", "Komang", "Lestari", "Lia", "Luh",
    "Maya", "Mega", "Murni", "Nadia", "Nining", "Novi", "Nur", "Putri", "Rahayu", "Ratih", "Ratna", "Rina", "Rohana",
    "Sari", "Sekar", "Siti", "Sri", "Sulastri", "Tari", "Tuti", "Umi", "Vina", "Wulan", "Yanti", "Yuni",
)  # fmt: skip
_LAST = (
    "Anyaman", "Arunika", "Bahtera", "Batasari", "Bianglala", "Bumiraya", "Cakrawala", "Cendana", "Dermaga",
    "Embunsari", "Fajarwati", "Gelombang", "Gemilang", "Hujanmas", "Jenggala", "Jingga", "Kelana", "Kencana",
    "Kenanga", "Khatulistiwa", "Ladangsari", "Lentera", "Lazuardi", "Lokananta", "Mahligai", "Mentari", "Merbau",
    "Mutiara", "Nakhoda", "Nuansa", "Ombakbiru", "Padmasari", "Pelangi", "Pelita", "Permata", "Purnama", "Rembulan",
    "Rimbawan", "Samudra", "Sanubari", "Senandika", "Senjakala", "Sigermas", "Telaga", "Tenunan", "Tirtajaya",
    "Wanasari", "Wastra", "Widuri", "Zamrud",
)  # fmt: skip


@dataclass
class Names:
    """Makes names and never the same one twice."""

    chance: random.Random
    given: set[str] = field(default_factory=set)

    def new(self, sex: Sex, degree: str = "") -> str:
        """A name nobody in the demo has yet, with the degree behind it."""
        first = _MALE if sex is Sex.MALE else _FEMALE
        while True:
            words = [self.chance.choice(first), self.chance.choice(_LAST)]
            if self.chance.random() < _MIDDLE or " ".join(words) in self.given:
                words.insert(1, self.chance.choice(first))
            name = " ".join(words)
            if name not in self.given and len(set(words)) == len(words):
                self.given.add(name)
                return f"{name}, {degree}" if degree else name


_MIDDLE = 0.25
