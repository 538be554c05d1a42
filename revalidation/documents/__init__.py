"""Documents: NMC forms and certificates, values in, PDF bytes out."""
