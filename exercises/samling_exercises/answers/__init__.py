"""What was answered: stored so that nothing acknowledged is lost, and nothing is ever overwritten.

```python
book = open_book(os.environ)
book.answers("mestring/2/summing-up")                     # {"met": Answer(…)}: the newest revision of each field
book.save("mestring/2/summing-up", "met", "Kari", 0)      # Saved | Conflict, or NotSaved is raised
book.history("mestring/2/summing-up", "met")              # every revision, oldest first
```
"""

from samling_exercises.answers.book import AnswerBook, open_book
from samling_exercises.answers.errors import NotOpened, NotRead, NotSaved, StorageError, UnknownKey
from samling_exercises.answers.text import TEXT_LIMIT
from samling_exercises.answers.values import Answer, Conflict, Saved

__all__ = [
    "TEXT_LIMIT",
    "Answer",
    "AnswerBook",
    "Conflict",
    "NotOpened",
    "NotRead",
    "NotSaved",
    "Saved",
    "StorageError",
    "UnknownKey",
    "open_book",
]
