# SPDX-License-Identifier: Apache-2.0
"""Writes Sources/CAWSModels from botocore's service models."""
