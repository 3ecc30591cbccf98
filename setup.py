"""The packages: those found and those that package_dir maps. setup.cfg cannot say both at once."""

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

MAPPED = ["followup.workbook_templates", "followup.macros", "followup.examples", "followup.guides"]


class WithoutTools(build_py):
    """What is mapped is data: the scripts that make the guides stay behind."""

    def find_package_modules(self, package, package_dir):
        return [] if package in MAPPED else super().find_package_modules(package, package_dir)


setup(packages=find_packages(include=["followup", "followup.*"]) + MAPPED, cmdclass={"build_py": WithoutTools})
