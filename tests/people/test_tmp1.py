from factories import imports as files
from conftest import NOW
from sambayan.people.models import *
from sambayan.people.actions import imports
from datetime import timedelta
def test_a(cast, today, django_capture_on_commit_callbacks):
    kept = files.sent(cast.admin, files.people_file(files.person(1), files.person(2, head="ya"), files.person(cast.ani.employee.employee_number, name="Ani Baru", since="01-02-2026", title="X")), at=NOW)
    print(kept.state, kept.counts, kept.problems)
    for r in kept.rows.order_by("row"): print(r.row, r.change, r.before, r.after, [p["id"] for p in r.problems])
    imports.confirm(kept, by=cast.admin.actor, at=NOW)
    kept.refresh_from_db(); print(kept.state, kept.problems)
    for a in Assignment.objects.all(): print(a, a.from_date, a.to_date)
    again = files.sent(cast.admin, files.people_file(files.person(1), files.person(cast.ani.employee.employee_number, name="Ani Baru", since="01-02-2026", title="X")), at=NOW)
    print(again.counts)
    imports.undo(kept, by=cast.admin.actor, on=today, at=NOW+timedelta(hours=1))
    for a in Assignment.objects.all(): print(a, a.from_date, a.to_date)
    u = files.applied(cast.admin, files.units_file(("baru","Unit baru","UPTD","bapenda"),("samsat","Samsat X","UPTD","baru"),("lpg","Lampung","Pemerintah daerah","")), at=NOW, kind="units")
    print(u.state, u.counts, u.problems, [(r.key, r.change, r.before, r.after, r.problems) for r in u.rows.all()])
    print(list(OrganisationUnit.objects.values_list("path", flat=True)))
    imports.undo(u, by=cast.admin.actor, on=today, at=NOW+timedelta(hours=1))
    print(list(OrganisationUnit.objects.values_list("path", flat=True)), UnitVersion.objects.count())
