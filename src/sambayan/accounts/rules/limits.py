"""How often something may be tried within the window. Source: issue 3, section 2; the numbers are local policy."""

from datetime import timedelta

WINDOW = timedelta(hours=1)
LIMITS = {
    "account": 10,  # passwords for one account
    "address": 300,  # passwords from one address: a whole office sits behind it
    "code": 10,  # second steps for one account
    "passkey": 300,  # passkeys from one address
    "mail": 3,  # reset mails for one account
    "mail_address": 30,  # reset mails asked for from one address
    "refusal": 1,  # events "refused" for one account
}
