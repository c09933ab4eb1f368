"""Groups and who is in them: seats, codes, visits, the end. Nobody has a name, an e-mail address or an account.

```python
register = open_register(os.environ)
made = register.new_group("Solbakken", "mestring", seats=8)      # with a one-time code a seat, and a mentor's
entered = register.take_seat("K7QP-2MXD-9RTA", "Kari")           # with the member's own codes, told only here
register.visit(entered.token)                                    # who the browser with this cookie is
```
"""

from samling_exercises.groups.codes import Code, CodeKind, read_code
from samling_exercises.groups.errors import BadGroupName, BadNickname, NotAdmitted, NotAllowed, NotDone
from samling_exercises.groups.register import Register, open_register
from samling_exercises.groups.values import (
    Counts,
    Entered,
    GatheringCount,
    GroupFacts,
    Invitation,
    Invited,
    NewGroup,
    Recognised,
    Role,
    Seat,
    SeatFacts,
    Visit,
)

__all__ = [
    "BadGroupName",
    "BadNickname",
    "Code",
    "CodeKind",
    "Counts",
    "Entered",
    "GatheringCount",
    "GroupFacts",
    "Invitation",
    "Invited",
    "NewGroup",
    "NotAdmitted",
    "NotAllowed",
    "NotDone",
    "Recognised",
    "Register",
    "Role",
    "Seat",
    "SeatFacts",
    "Visit",
    "open_register",
    "read_code",
]
