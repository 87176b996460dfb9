"""The kiosk: a touch screen in the hall that hands out numbers."""
