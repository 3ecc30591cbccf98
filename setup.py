"""The packages: those found and those that package_dir maps. setup.cfg cannot say both at once."""

from setuptools import find_packages, setup

MAPPED = ["followup.workbook_templates", "followup.macros", "followup.examples"]

setup(packages=find_packages(include=["followup", "followup.*"]) + MAPPED)
