"""The API put together: the routes of the rooms, their marks, the document that describes them."""
