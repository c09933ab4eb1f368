"""What was answered: stored so that nothing acknowledged is lost, and nothing is ever overwritten.

```python
book = open_book(os.environ)
book.answers("mestring/2/summing-up")                     # {"met": Answer(…)}: the newest revision of each field
book.save("mestring/2/summing-up", "met", "Kari", 0)      # Saved | Conflict, or NotSaved is raised
book.history("mestring/2/summing-up", "met")              # every revision, oldest first
book.share("mestring/2/summing-up", "met", 1, "group")    # Shared: a copy for others; NotShared is raised
book.seen("mestring/2/summing-up")                        # (SharedText(…), …): what others share with this role
book.put("mestring/path/journey", "note-1", {"text": "Kaffe"}, 0)   # Written(Kept(…)): what the group makes together
book.feed().look()                                        # {"mestring/2/summing-up"}: what changed since the last look
```

A group member's text is sealed with the member's own key (``sealing.py``, ``ledger.py``); the local reader's is not.
"""

from samling_exercises.answers.book import AnswerBook, open_book
from samling_exercises.answers.errors import NotOpened, NotRead, NotSaved, NotShared, StorageError, UnknownKey
from samling_exercises.answers.feed import Feed
from samling_exercises.answers.text import TEXT_LIMIT
from samling_exercises.answers.values import (
    Answer,
    Audience,
    Conflict,
    Kept,
    Me,
    Person,
    Saved,
    Shared,
    SharedText,
    Written,
)

__all__ = [
    "TEXT_LIMIT",
    "Answer",
    "AnswerBook",
    "Audience",
    "Conflict",
    "Feed",
    "Kept",
    "Me",
    "NotOpened",
    "NotRead",
    "NotSaved",
    "NotShared",
    "Person",
    "Saved",
    "Shared",
    "SharedText",
    "StorageError",
    "UnknownKey",
    "Written",
    "open_book",
]
