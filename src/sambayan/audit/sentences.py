"""Events as sentences a person reads."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sambayan.audit.models import Event
from sambayan.common.numbers import date_long
from sambayan.regulations.catalogue import behaviour_values

SENTENCES = {
    "people.sign_in": _("{actor} masuk"),  # records written before the room `accounts` keep their names
    "audit.checkpoint": _("{actor} membuat titik periksa catatan: {subject}"),
    "audit.erase": _("{actor} menghapus data pribadi dari catatan"),
    "policies.set": _("{actor} menetapkan nilai setelan “{subject}”"),
    "policies.withdraw": _("{actor} menarik nilai yang belum berlaku dari setelan “{subject}”"),
    "people.sign_out": _("{actor} keluar"),
    "people.look": _("{actor} membuka halaman pribadi {subject}"),
    "people.employ": _("{actor} mencatat pegawai baru {subject}"),
    "people.correct": _("{actor} mengubah data {subject}"),
    "people.correct_contact": _("{actor} mengubah surel atau telepon {subject}"),
    "people.assign": _("{actor} mencatat jabatan baru bagi {subject}"),
    "people.release": _("{actor} mengakhiri jabatan {subject}"),
    "people.leave": _("{actor} mencatat bahwa {subject} berhenti"),
    "people.record_absence": _("{actor} mencatat cuti atau penugasan {subject}"),
    "people.end_absence": _("{actor} mencatat bahwa {subject} kembali bertugas"),
    "people.delegate_appraising": _("{actor} mencatat pendelegasian kewenangan menilai dari {subject}"),
    "people.delegate_drafting": _("{actor} meminta bantuan menyiapkan draf atas nama {subject}"),
    "people.withdraw": _("{actor} menarik pendelegasian dari {subject}"),
    "people.form_team": _("{actor} membentuk tim kerja {subject}"),
    "people.join_team": _("{actor} menambah anggota tim kerja {subject}"),
    "people.dissolve_team": _("{actor} membubarkan tim kerja {subject}"),
    "people.grant": _("{actor} memberi peran kepada {subject}"),
    "people.revoke": _("{actor} mencabut peran dari {subject}"),
    "accounts.sign_in": _("{actor} masuk"),
    "accounts.sign_out": _("{actor} keluar"),
    "accounts.sign_in_refused": _("{actor} menolak percobaan masuk untuk {subject}: terlalu banyak"),
    "accounts.sign_out_session": _("{actor} mengeluarkan satu perangkat"),
    "accounts.sign_out_everywhere": _("{actor} keluar dari semua perangkat"),
    "accounts.change_password": _("{actor} mengubah kata sandinya"),
    "accounts.reset_password": _("{actor} menulis kata sandi baru lewat tautan"),
    "accounts.change_email": _("{actor} mengubah surelnya"),
    "accounts.add_factor": _("{actor} menambah faktor kedua"),
    "accounts.remove_factor": _("{actor} menghapus faktor kedua"),
    "accounts.renew_recovery_codes": _("{actor} membuat kode cadangan baru"),
    "accounts.use_recovery_code": _("{actor} menerima kode cadangan {subject}"),
    "accounts.link": _("{actor} menautkan akunnya dengan penyedia identitas"),
    "accounts.open_account": _("{actor} membuka akun {subject}"),
    "accounts.reset_by_administrator": _("{actor} mengatur ulang kata sandi {subject}"),
    "accounts.remove_factors": _("{actor} menghapus faktor kedua {subject}"),
    "people.found": _("{actor} membentuk unit {subject}"),
    "people.rename": _("{actor} mengganti nama {subject}"),
    "people.move": _("{actor} memindahkan {subject} ke induk lain"),
    "people.merge": _("{actor} menggabungkan {subject} ke unit lain"),
    "people.close_unit": _("{actor} menutup {subject}"),
    "people.inspect": _("{actor} memeriksa data pegawai {subject}"),
    "people.upload": _("{actor} mengunggah berkas {subject}"),
    "people.refuse": _("Berkas {subject} tidak dapat dibaca"),
    "people.compare": _("Berkas {subject} dibandingkan dengan data sekarang"),
    "people.confirm": _("{actor} memutuskan menerapkan berkas {subject}"),
    "people.apply": _("{actor} menerapkan berkas {subject}"),
    "people.give_up": _("Penerapan berkas {subject} dihentikan, tidak ada yang berubah"),
    "people.undo": _("{actor} membatalkan penerapan berkas {subject}"),
    "people.discard": _("{actor} tidak memakai berkas {subject}"),
    "people.import_person": _("{actor} mengubah data {subject} lewat berkas"),
    "people.undo_person": _("{actor} mengembalikan data {subject} dari berkas yang dibatalkan"),
    "people.import_unit": _("{actor} mengubah unit {subject} lewat berkas"),
    "people.undo_unit": _("{actor} mengembalikan unit {subject} dari berkas yang dibatalkan"),
    "notices.read": _("{actor} membaca pemberitahuan: {subject}"),
    "notices.read_all": _("{actor} menandai semua pemberitahuannya terbaca"),
    "notices.prefer": _("{actor} mengubah pilihan surelnya"),
    "planning.start": _("{actor} memulai {subject}"),
    "planning.write": _("{actor} mengubah isi {subject}"),
    "planning.propose": _("{actor} mengusulkan dan menandatangani {subject}"),
    "planning.return": _("{actor} mengembalikan {subject}"),
    "planning.set": _("{actor} menetapkan {subject}"),
    "planning.document": _("{actor} mencatat realisasi dan bukti untuk {subject}"),
    "growth.request": _("{actor} meminta umpan balik: {subject}"),
    "growth.write": _("{actor} menulis draf umpan balik untuk {subject}"),
    "growth.record": _("{actor} mencatat umpan balik untuk {subject}"),
    "growth.reply": _("{actor} menanggapi umpan balik: {subject}"),
    "growth.withdraw": _("{actor} menarik umpan balik untuk {subject}"),
    "growth.use": _("Umpan balik {subject} dipakai dalam penilaian dan dikunci"),
    "growth.plan_feedback": _("{actor} menyepakati tanggal umpan balik berkala, {subject}"),
    "growth.drop_date": _("{actor} menghapus tanggal umpan balik berkala, {subject}"),
    "growth.propose_guidance": _("{actor} mengusulkan bimbingan: {subject}"),
    "growth.prepare": _("{actor} menyiapkan {subject}"),
    "growth.log_session": _("{actor} mencatat pertemuan {subject}"),
    "growth.hold_guidance": _("{actor} mencatat pelaksanaan {subject}"),
    "growth.sign_guidance": _("{actor} menandatangani rekaman {subject}"),
    "growth.give_view": _("{actor} memberi umpan balik atas {subject}"),
    "growth.evaluate_competence": _("{actor} mengevaluasi kompetensi sesudah {subject}"),
    "growth.report_to_appraiser": _("{actor} melaporkan {subject} kepada penilai"),
    "growth.report_to_superior": _("{actor} melaporkan {subject} kepada atasan"),
    "growth.decide_follow_up": _("{actor} menentukan tindak lanjut {subject}"),
    "growth.note_problem": _("{actor} mencatat kasus {subject}"),
    "growth.communicate": _("{actor} menyampaikan kasus {subject} kepada pegawai"),
    "growth.close_changed": _("{actor} menutup kasus {subject}: ada perubahan"),
    "growth.report_problem": _("{actor} melaporkan kasus {subject}"),
    "growth.select_case": _("{actor} menetapkan kasus {subject} untuk konseling"),
    "growth.dismiss_case": _("{actor} menutup kasus {subject} tanpa konseling"),
    "growth.appoint_counsellor": _("{actor} menetapkan konselor kasus {subject}"),
    "growth.schedule": _("{actor} menetapkan waktu dan tempat kasus {subject}"),
    "growth.hold_counselling": _("{actor} melaksanakan konseling kasus {subject}"),
    "growth.sign_counselling": _("{actor} menandatangani rekaman kasus {subject}"),
    "growth.report_up": _("{actor} melaporkan rekaman kasus {subject}"),
    "growth.decide_counselling": _("{actor} menentukan tindak lanjut kasus {subject}"),
    "surveys.open": _("{actor} membuka survei {subject}"),
    "surveys.upload": _("{actor} mengunggah berkas {subject}"),
    "surveys.confirm": _("{actor} menyimpan jawaban dari berkas {subject}"),
    "surveys.discard": _("{actor} membatalkan berkas {subject}"),
    "surveys.seal": _("{actor} menyegel survei {subject}"),
    "surveys.freeze": _("{actor} menghitung hasil survei {subject}"),
    "surveys.publish": _("{actor} menerbitkan hasil survei {subject}"),
    "evaluation.open": _("{actor} membuka evaluasi {subject}"),
    "evaluation.rate": _("{actor} menilai {subject}"),
    "evaluation.sign": _("{actor} menandatangani evaluasi {subject}"),
    "evaluation.hand_over": _("{actor} menyerahkan dokumen evaluasi {subject}"),
    "evaluation.confirm_receipt": _("{actor} menerima dokumen evaluasi {subject}"),
    "evaluation.set_achievement": _("{actor} menetapkan predikat kinerja organisasi {subject}"),
}

FIELDS = {
    "events": _("Nomor catatan"),
    "state": _("Keadaan"),
    "result": _("Hasil kerja"),
    "target": _("Target"),
    "realisation": _("Realisasi"),
    "evidence": _("Bukti"),
    "result_rating": _("Rating hasil kerja"),
    "behaviour_rating": _("Rating perilaku kerja"),
    "predicate": _("Predikat"),
    "opened": _("Penilaian dibuka"),
    "post": _("Jabatan"),
    "unit": _("Unit"),
    "kind": _("Cara memegang"),
    "from_date": _("Mulai"),
    "to_date": _("Sampai"),
    "absence": _("Jenis"),
    "receiver": _("Penerima"),
    "lead": _("Ketua"),
    "member": _("Anggota"),
    "role": _("Peran"),
    "page": _("Halaman"),
    "name": _("Nama"),
    "employee_number": _("NIP"),
    "employment_type": _("Status"),
    "rank_grade": _("Pangkat/gol. ruang"),
    "birth_date": _("Tanggal lahir"),
    "sex": _("Jenis kelamin"),
    "email": _("Surel"),
    "phone": _("Telepon"),
    "contract_from": _("Awal kontrak"),
    "contract_to": _("Akhir kontrak"),
    "left_on": _("Berhenti pada"),
    "left_reason": _("Alasan berhenti"),
    "delivery": _("Surel"),
    "language": _("Bahasa surel"),
    "rows": _("Baris diterima"),
    "refused": _("Baris ditolak"),
    "repairs_found": _("Perbaikan baru"),
    "repairs_mended": _("Sudah diperbaiki"),
    "repairs_open": _("Perbaikan yang menunggu"),
    "n": _("Responden"),
    "satisfaction_index": _("Indeks"),
    "door": _("Cara masuk"),
    "device": _("Perangkat"),
    "factor": _("Faktor kedua"),
    "codes_left": _("Kode cadangan tersisa"),
    "value": _("Nilai"),
    "valid_from": _("Berlaku mulai"),
    "source": _("Sumber"),
    "decree": _("Nomor keputusan"),
    "unit_name": _("Nama unit"),
    "short_name": _("Nama singkat"),
    "name_english": _("Nama dalam bahasa Inggris"),
    "parent": _("Unit induk"),
    "merged_into": _("Digabung ke"),
    "head_position": _("Jabatan pimpinan"),
    "posts_moved": _("Jabatan yang ikut pindah"),
    "units_moved": _("Unit yang ikut pindah"),
    "new": _("Baru"),
    "changed": _("Berubah"),
    "moved": _("Pindah"),
    "left": _("Tidak ada lagi"),
    "unchanged": _("Tetap"),
    "title": _("Jabatan"),
    "position_type": _("Jenis jabatan"),
    "level": _("Jenjang"),
    "is_head": _("Pimpinan unit"),
    "since": _("TMT jabatan"),
    "until": _("Jabatan berakhir"),
    "superior": _("NIP atasan"),
    "unit_type": _("Jenis unit"),
    "address": _("Alamat"),
}
VALUES = {
    "password": _("Kata sandi"),
    "passkey": _("Kunci sandi"),
    "app": _("Aplikasi autentikator"),
    "persona": _("Orang contoh"),
    "elsewhere": _("Penyedia identitas"),
    "draft": _("Draf"),
    "in_dialogue": _("Dalam dialog"),
    "proposed": _("Diusulkan"),
    "in_force": _("Berlaku"),
    "open": _("Dibuka"),
    "sealed": _("Disegel"),
    "published": _("Diterbitkan"),
    "rated": _("Dinilai, belum ditandatangani"),
    "signed": _("Ditandatangani"),
    "handed_over": _("Diserahkan"),
    "received": _("Diterima pegawai"),
    "above": _("Di atas ekspektasi"),
    "meets": _("Sesuai ekspektasi"),
    "below": _("Di bawah ekspektasi"),
    "excellent": _("Istimewa"),
    "very_good": _("Sangat Baik"),
    "good": _("Baik"),
    "needs_improvement": _("Butuh Perbaikan"),
    "poor": _("Kurang/Misconduct"),
    "very_poor": _("Sangat Kurang"),
}


@dataclass(frozen=True)
class Change:
    """One field that an event changed, in words; an empty text means there was nothing."""

    label: str
    before: str
    after: str


def changes(event: Event) -> list[Change]:
    """What an event changed, field by field: those it had before, then those that are new."""
    names = [*event.before, *(name for name in event.after if name not in event.before)]
    return [Change(_label(name), _words(event.before.get(name)), _words(event.after.get(name))) for name in names]


def _label(name: str) -> str:
    values = {value.code: value.name_indonesian for value in behaviour_values()}
    return str(FIELDS.get(name) or values.get(name, name))


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
        return date_long(date.fromisoformat(value))
    return "" if value in (None, "") else str(VALUES.get(str(value), value))


def sentence(event: Event) -> str:
    """The event in words, for example "Budi menetapkan SKP Ani 2026 atas nama Citra"."""
    if event.is_erased:
        return gettext("Data pribadi catatan ini telah dihapus.")
    words = SENTENCES.get(event.name)
    pattern = str(words) if words else gettext("{actor} melakukan {event} pada {subject}")
    told = pattern.format(actor=event.actor_name, subject=event.subject_label, event=event.name)
    return gettext("{told} atas nama {name}").format(told=told, name=event.on_behalf_of) if event.on_behalf_of else told


def event_words(name: str) -> str:
    """The kind of event in words, for a filter: the sentence without actor and subject."""
    words = SENTENCES.get(name)
    if not words:
        return name
    told = str(words).format(actor="", subject="").strip(" :.")
    return told[:1].upper() + told[1:]
