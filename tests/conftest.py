"""What all tests share."""

from hypothesis import HealthCheck, settings

# A machine with much else to do is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
