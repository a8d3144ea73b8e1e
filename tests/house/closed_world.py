"""Who may use which route: the expected table, written by hand from the law and the house rules, not from the code.

Actors, seen from Ani (an official of the UPTD): `ani` herself, `budi` who appraises her, `citra` above him, `eni` a
colleague, `dewi` of another office, `far` and `far_head` of another agency; and the roles: `unit_admin` (of Ani's
agency office), `agency_admin` (of her agency), `foreign_admin` (of the other agency),
`bkd` (performance administrator of the whole installation), `partner`, `enumerator`,
`inspector`, `dpo` (data protection), `editor`, `sysadmin`; `citizen` has not signed in.

A row: route, the thing and the state it is in, and who may for Ani's thing and for the same thing of Far.
"""

STAFF = "ani budi citra eni dewi far far_head"
ROLES = "unit_admin agency_admin foreign_admin bkd partner enumerator inspector dpo editor sysadmin"
EVERYBODY = f"{STAFF} {ROLES}"
ABOVE_ANI, ABOVE_FAR = "budi citra", "far_head"
ADMINS_OF_ANI, ADMINS_OF_FAR = "unit_admin agency_admin bkd", "foreign_admin bkd"
READERS_OF_ANI = f"ani {ABOVE_ANI} {ADMINS_OF_ANI} inspector"
READERS_OF_FAR = f"far {ABOVE_FAR} {ADMINS_OF_FAR} inspector"
NOBODY = ""

PUBLIC = {
    "portal:start", "portal:units", "portal:unit", "portal:unit_period", "portal:answers", "portal:figures",
    "portal:codebook", "portal:recompute", "portal:method", "portal:about", "surveys:respond", "surveys:qr",
    "surveys:thanks", "surveys:check_receipt", "evaluation:verify", "spreadsheets:example", "catalogue",
    "accounts:sign_in", "accounts:sign_in_as", "accounts:confirm_sign_in", "accounts:sign_in_with_passkey",
    "accounts:offer_passkey", "accounts:sign_in_elsewhere", "accounts:return_from_elsewhere",
    "accounts:forgot_password", "accounts:set_password", "accounts:confirm_email", "audit:checkpoints", "audit:note",
    "audit:verifier", "audit:leaves",
}  # fmt: skip

TABLE = (
    # Signed in
    ("accounts:sign_out", "nothing", EVERYBODY, EVERYBODY),
    ("accounts:account", "nothing", EVERYBODY, EVERYBODY),
    ("accounts:confirm_password", "nothing", EVERYBODY, EVERYBODY),
    ("accounts:change_password", "nothing", EVERYBODY, EVERYBODY),
    ("accounts:change_email", "nothing", EVERYBODY, EVERYBODY),
    ("accounts:add_second_factor", "nothing", EVERYBODY, EVERYBODY),
    ("accounts:add_app", "nothing", EVERYBODY, EVERYBODY),
    ("accounts:add_passkey", "nothing", EVERYBODY, EVERYBODY),
    ("accounts:renew_recovery_codes GET", "nothing", EVERYBODY, EVERYBODY),
    ("accounts:renew_recovery_codes POST", "nothing", "ani far", NOBODY),  # they have a second factor
    ("accounts:sign_out_everywhere", "nothing", EVERYBODY, EVERYBODY),
    ("accounts:sign_out_session", "open session", "ani", "far"),
    ("accounts:remove_factor", "factor", "ani", "far"),
    # Accounts of others
    ("accounts:manage", "employee", f"{ADMINS_OF_ANI} sysadmin", f"{ADMINS_OF_FAR} sysadmin"),
    ("accounts:open_account", "without account", f"{ADMINS_OF_ANI} sysadmin", f"{ADMINS_OF_FAR} sysadmin"),
    ("accounts:open_account", "employee", NOBODY, NOBODY),
    ("accounts:reset_by_administrator", "employee", f"{ADMINS_OF_ANI} sysadmin", f"{ADMINS_OF_FAR} sysadmin"),
    ("accounts:remove_factors", "employee", "sysadmin", "sysadmin"),
    ("notices:home", "nothing", EVERYBODY, EVERYBODY),
    ("notices:read", "notice", "ani", "far"),
    ("notices:inbox", "nothing", EVERYBODY, NOBODY),
    ("notices:prefer", "nothing", EVERYBODY, NOBODY),
    ("notices:read_all", "nothing", EVERYBODY, NOBODY),
    ("notices:mails", "nothing", "bkd sysadmin", NOBODY),
    # People
    ("people:directory", "nothing", EVERYBODY, EVERYBODY),
    ("people:person", "employee", READERS_OF_ANI, READERS_OF_FAR),
    ("people:looks", "employee", "ani dpo", "far dpo"),
    ("people:correct", "employee", ADMINS_OF_ANI, ADMINS_OF_FAR),
    ("people:correct_contact", "employee", f"ani {ADMINS_OF_ANI}", f"far {ADMINS_OF_FAR}"),
    ("people:assign", "employee", ADMINS_OF_ANI, ADMINS_OF_FAR),
    ("people:leave", "employee", ADMINS_OF_ANI, ADMINS_OF_FAR),
    ("people:record_absence", "employee", ADMINS_OF_ANI, ADMINS_OF_FAR),
    ("people:end_absence", "employee", ADMINS_OF_ANI, ADMINS_OF_FAR),
    ("people:release", "assignment", ADMINS_OF_ANI, ADMINS_OF_FAR),
    ("people:delegate_drafting", "head", "budi", "far_head"),
    ("people:delegate_appraising", "head", f"budi {ADMINS_OF_ANI}", f"far_head {ADMINS_OF_FAR}"),
    ("people:withdraw", "delegation", f"budi {ADMINS_OF_ANI}", f"far_head {ADMINS_OF_FAR}"),
    ("people:employ", "unit", ADMINS_OF_ANI, ADMINS_OF_FAR),
    ("people:form_team", "unit", f"{ABOVE_ANI} {ADMINS_OF_ANI}", f"{ABOVE_FAR} {ADMINS_OF_FAR}"),
    ("people:team", "team", EVERYBODY, EVERYBODY),
    ("people:join_team", "team", f"{ABOVE_ANI} {ADMINS_OF_ANI}", f"{ABOVE_FAR} {ADMINS_OF_FAR}"),
    ("people:dissolve_team", "team", f"{ABOVE_ANI} {ADMINS_OF_ANI}", f"{ABOVE_FAR} {ADMINS_OF_FAR}"),
    ("people:roles", "nothing", "unit_admin agency_admin foreign_admin bkd inspector sysadmin", NOBODY),
    ("people:grant", "nothing", "unit_admin agency_admin foreign_admin bkd sysadmin", NOBODY),
    ("people:revoke", "unit role", f"{ADMINS_OF_ANI} sysadmin", f"{ADMINS_OF_FAR} sysadmin"),
    ("people:revoke", "inspecting role", "sysadmin", "sysadmin"),
    # Offices: everybody sees them, only the whole agency changes them
    ("people:organisation", "nothing", EVERYBODY, NOBODY),
    ("people:office", "unit", EVERYBODY, EVERYBODY),
    ("people:branch", "unit", EVERYBODY, EVERYBODY),
    ("people:found", "unit", "agency_admin bkd", ADMINS_OF_FAR),
    ("people:rename", "unit", "agency_admin bkd", ADMINS_OF_FAR),
    ("people:move", "unit", "agency_admin bkd", ADMINS_OF_FAR),
    ("people:merge", "unit", "agency_admin bkd", ADMINS_OF_FAR),
    ("people:close_unit", "unit", "agency_admin bkd", ADMINS_OF_FAR),
    # The repair desk
    ("people:repairs", "nothing", "unit_admin agency_admin foreign_admin bkd inspector", NOBODY),
    ("people:export_repairs", "nothing", "unit_admin agency_admin foreign_admin bkd inspector", NOBODY),
    ("people:inspect", "nothing", "unit_admin agency_admin foreign_admin bkd", NOBODY),
    ("people:request_repair", "repair", f"{ADMINS_OF_ANI} inspector", f"{ADMINS_OF_FAR} inspector"),
    # Files of people
    ("spreadsheets:template", "template", "unit_admin agency_admin foreign_admin bkd", NOBODY),
    ("people:imports", "nothing", "unit_admin agency_admin foreign_admin bkd", NOBODY),
    ("people:upload", "nothing", "agency_admin foreign_admin bkd", NOBODY),
    ("people:preview", "import", "agency_admin bkd", ADMINS_OF_FAR),
    ("people:refused", "import", "agency_admin bkd", ADMINS_OF_FAR),
    ("people:confirm", "import", "agency_admin bkd", ADMINS_OF_FAR),
    ("people:discard", "import", "agency_admin bkd", ADMINS_OF_FAR),
    ("people:give_up", "import being applied", "agency_admin bkd", ADMINS_OF_FAR),
    ("people:undo", "applied import", "agency_admin bkd", ADMINS_OF_FAR),
    ("people:undo", "import", NOBODY, NOBODY),
    # Agreements
    ("planning:agreements", "nothing", EVERYBODY, EVERYBODY),
    ("planning:start", "nothing", f"{STAFF} unit_admin agency_admin foreign_admin", NOBODY),
    ("planning:agreement", "agreement draft", READERS_OF_ANI, READERS_OF_FAR),
    ("planning:add_result", "agreement draft", "ani", "far"),
    ("planning:add_result", "agreement in_force", NOBODY, NOBODY),
    ("planning:write_expectations", "agreement draft", "ani", "far"),
    ("planning:propose", "agreement in_dialogue", "ani", "far"),
    ("planning:propose", "agreement in_force", NOBODY, NOBODY),
    ("planning:return", "agreement proposed", "budi", "far_head"),
    ("planning:return", "agreement in_force", NOBODY, NOBODY),
    ("planning:set", "agreement proposed", "budi", "far_head"),
    ("planning:set", "agreement draft", NOBODY, NOBODY),
    ("planning:change_result", "result draft", "ani", "far"),
    ("planning:remove_result", "result draft", "ani", "far"),
    ("planning:document", "result in_force", "ani", "far"),
    ("planning:document", "result draft", NOBODY, NOBODY),
    # Evaluations
    ("evaluation:evaluations", "nothing", EVERYBODY, EVERYBODY),
    ("evaluation:open", "period", "bkd", NOBODY),
    # One level above: the unit administrator works in the unit itself
    ("evaluation:set_achievement", "unit and period", "citra agency_admin bkd", "foreign_admin bkd"),
    ("evaluation:evaluation", "evaluation open", READERS_OF_ANI, READERS_OF_FAR),
    ("evaluation:evaluation", "evaluation of another period", READERS_OF_ANI, READERS_OF_FAR),
    ("evaluation:rate", "evaluation open", "budi", "far_head"),
    ("evaluation:rate", "evaluation signed", NOBODY, NOBODY),
    ("evaluation:sign", "evaluation rated", "budi", "far_head"),
    ("evaluation:sign", "evaluation open", NOBODY, NOBODY),
    ("evaluation:hand_over", "evaluation signed", "budi", "far_head"),
    ("evaluation:confirm_receipt", "evaluation handed_over", "ani", "far"),
    ("evaluation:confirm_receipt", "evaluation signed", NOBODY, NOBODY),
    ("evaluation:explain", "evaluation handed_over", READERS_OF_ANI, READERS_OF_FAR),
    ("evaluation:explain", "evaluation signed", READERS_OF_ANI.replace("ani ", "", 1),
     READERS_OF_FAR.replace("far ", "", 1)),
    ("evaluation:document", "evaluation received", READERS_OF_ANI, READERS_OF_FAR),
    # Objections: the employee lodges, both sides explain, the superior decides, a draft is private
    ("objections:objections", "nothing", EVERYBODY, EVERYBODY),
    ("objections:draft", "evaluation received", "ani", "far"),
    ("objections:draft", "evaluation handed_over", NOBODY, NOBODY),
    ("objections:objection", "objection draft", "ani", "far"),
    ("objections:objection", "objection lodged", READERS_OF_ANI, READERS_OF_FAR),
    ("objections:lodge", "objection draft", "ani", "far"),
    ("objections:lodge", "objection lodged", NOBODY, NOBODY),
    ("objections:admit", "objection refused_late", "citra", NOBODY),  # the head above Far does not sign in
    ("objections:admit", "objection lodged", NOBODY, NOBODY),
    ("objections:withdraw", "objection lodged", "ani", "far"),
    ("objections:withdraw", "objection in_examination", NOBODY, NOBODY),
    ("objections:ask_explanations", "objection lodged", "citra", NOBODY),  # the head above Far does not sign in
    ("objections:ask_explanations", "objection upheld", NOBODY, NOBODY),
    ("objections:explain", "objection in_examination", "ani budi", "far far_head"),
    ("objections:explain", "objection lodged", NOBODY, NOBODY),
    ("objections:record_refusal_to_explain", "objection in_examination", "citra", NOBODY),  # the head above Far does not sign in
    ("objections:uphold", "objection heard", "citra", NOBODY),  # the head above Far does not sign in
    ("objections:uphold", "objection in_examination", NOBODY, NOBODY),
    ("objections:change", "objection heard", "citra", NOBODY),  # the head above Far does not sign in
    ("objections:change", "objection in_examination", NOBODY, NOBODY),
    ("objections:sign_decision", "objection changed", "ani budi", "far far_head"),
    ("objections:sign_decision", "objection upheld", NOBODY, NOBODY),
    ("objections:appoint_decider", "objection orphan", ADMINS_OF_ANI, ADMINS_OF_FAR),
    ("objections:appoint_decider", "objection lodged", NOBODY, NOBODY),
    ("objections:download_bundle", "bundle lodged", READERS_OF_ANI, READERS_OF_FAR),
    ("objections:download_bundle", "bundle draft", "ani", "far"),
    ("objections:statistics", "nothing",
     "budi citra far_head unit_admin agency_admin foreign_admin bkd inspector", NOBODY),
    ("objections:export_statistics", "figures", f"{ABOVE_ANI} {ADMINS_OF_ANI} inspector",
     f"{ABOVE_FAR} {ADMINS_OF_FAR} inspector"),
    # Surveys: the unit that is judged touches nothing
    ("surveys:services", "nothing", EVERYBODY, EVERYBODY),
    ("surveys:service", "service", EVERYBODY, EVERYBODY),
    ("surveys:result", "frozen published", EVERYBODY, EVERYBODY),
    ("surveys:result", "survey open", "agency_admin bkd partner inspector", "foreign_admin bkd partner inspector"),
    ("surveys:open", "survey draft", "agency_admin bkd partner", "foreign_admin bkd partner"),
    ("surveys:seal", "survey open", "agency_admin bkd partner", "foreign_admin bkd partner"),
    ("surveys:publish", "frozen sealed", "partner", "partner"),
    ("spreadsheets:upload", "survey open", "agency_admin bkd partner", "foreign_admin bkd partner"),
    ("surveys:preview", "answers", "agency_admin bkd partner", "foreign_admin bkd partner"),
    ("surveys:confirm", "answers", "agency_admin bkd partner", "foreign_admin bkd partner"),
    ("surveys:discard", "answers", "agency_admin bkd partner", "foreign_admin bkd partner"),
    # Rules and settings: everybody reads them; they hold for the whole installation
    ("policies:settings", "nothing", EVERYBODY, NOBODY),
    ("policies:setting", "setting", EVERYBODY, NOBODY),
    ("policies:pack", "pack", EVERYBODY, NOBODY),
    ("policies:set", "setting", "bkd", NOBODY),
    ("policies:withdraw", "value", "bkd", NOBODY),
    # The record
    ("audit:record", "nothing", "inspector bkd", NOBODY),
    ("audit:record_table", "nothing", "inspector bkd", NOBODY),
    ("audit:export", "nothing", "inspector", NOBODY),
    ("audit:checkpoint", "nothing", "inspector sysadmin", NOBODY),
    ("audit:history", "history of a person", READERS_OF_ANI, READERS_OF_FAR),
    ("audit:history_table", "history of a person", READERS_OF_ANI, READERS_OF_FAR),
)  # fmt: skip
