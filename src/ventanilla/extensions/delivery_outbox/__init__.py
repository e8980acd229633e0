"""An outbox that anybody may read: messages of demonstrations go into a folder, and no further."""
