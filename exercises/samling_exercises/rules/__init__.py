"""Pure rules of the exercises: no screen, no storage, no clock of their own. They are the ones that run."""
