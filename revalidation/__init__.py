"""Reading groups and revalidation, without any screen: rules, storage, acts, documents, routes."""
