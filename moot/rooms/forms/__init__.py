"""Forms, and questions to all: asked, answered, and shown when a trainer says so."""
