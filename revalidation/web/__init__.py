"""Plain HTTP beside the pages: signing in, security headers, health."""
