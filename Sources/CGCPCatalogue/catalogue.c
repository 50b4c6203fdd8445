// SPDX-License-Identifier: Apache-2.0
// Written by scripts/embed-catalogues; do not edit.
#include "CGCPCatalogue.h"

// #embed is C23, and an extension before it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_access_approval_yaml[] = {
#embed "types/access-approval.yaml"
};

static const unsigned char file_alloydb_yaml[] = {
#embed "types/alloydb.yaml"
};

static const unsigned char file_api_keys_yaml[] = {
#embed "types/api-keys.yaml"
};

static const unsigned char file_app_engine_yaml[] = {
#embed "types/app-engine.yaml"
};

static const unsigned char file_artifact_registry_yaml[] = {
#embed "types/artifact-registry.yaml"
};

static const unsigned char file_bigquery_yaml[] = {
#embed "types/bigquery.yaml"
};

static const unsigned char file_bigtable_yaml[] = {
#embed "types/bigtable.yaml"
};

static const unsigned char file_binary_authorization_yaml[] = {
#embed "types/binary-authorization.yaml"
};

static const unsigned char file_certificate_manager_yaml[] = {
#embed "types/certificate-manager.yaml"
};

static const unsigned char file_cloud_asset_yaml[] = {
#embed "types/cloud-asset.yaml"
};

static const unsigned char file_cloud_build_yaml[] = {
#embed "types/cloud-build.yaml"
};

static const unsigned char file_compute_yaml[] = {
#embed "types/compute.yaml"
};

static const unsigned char file_dataflow_yaml[] = {
#embed "types/dataflow.yaml"
};

static const unsigned char file_dns_yaml[] = {
#embed "types/dns.yaml"
};

static const unsigned char file_essential_contacts_yaml[] = {
#embed "types/essential-contacts.yaml"
};

static const unsigned char file_eventarc_yaml[] = {
#embed "types/eventarc.yaml"
};

static const unsigned char file_filestore_yaml[] = {
#embed "types/filestore.yaml"
};

static const unsigned char file_firestore_yaml[] = {
#embed "types/firestore.yaml"
};

static const unsigned char file_functions_yaml[] = {
#embed "types/functions.yaml"
};

static const unsigned char file_gke_hub_yaml[] = {
#embed "types/gke-hub.yaml"
};

static const unsigned char file_gke_yaml[] = {
#embed "types/gke.yaml"
};

static const unsigned char file_iam_yaml[] = {
#embed "types/iam.yaml"
};

static const unsigned char file_kms_yaml[] = {
#embed "types/kms.yaml"
};

static const unsigned char file_logging_yaml[] = {
#embed "types/logging.yaml"
};

static const unsigned char file_memcache_yaml[] = {
#embed "types/memcache.yaml"
};

static const unsigned char file_monitoring_yaml[] = {
#embed "types/monitoring.yaml"
};

static const unsigned char file_network_connectivity_yaml[] = {
#embed "types/network-connectivity.yaml"
};

static const unsigned char file_notebooks_yaml[] = {
#embed "types/notebooks.yaml"
};

static const unsigned char file_org_policy_yaml[] = {
#embed "types/org-policy.yaml"
};

static const unsigned char file_private_ca_yaml[] = {
#embed "types/private-ca.yaml"
};

static const unsigned char file_pubsub_yaml[] = {
#embed "types/pubsub.yaml"
};

static const unsigned char file_redis_yaml[] = {
#embed "types/redis.yaml"
};

static const unsigned char file_resource_manager_yaml[] = {
#embed "types/resource-manager.yaml"
};

static const unsigned char file_run_yaml[] = {
#embed "types/run.yaml"
};

static const unsigned char file_scheduler_yaml[] = {
#embed "types/scheduler.yaml"
};

static const unsigned char file_secret_manager_yaml[] = {
#embed "types/secret-manager.yaml"
};

static const unsigned char file_service_usage_yaml[] = {
#embed "types/service-usage.yaml"
};

static const unsigned char file_spanner_yaml[] = {
#embed "types/spanner.yaml"
};

static const unsigned char file_sql_yaml[] = {
#embed "types/sql.yaml"
};

static const unsigned char file_storage_yaml[] = {
#embed "types/storage.yaml"
};

static const unsigned char file_tasks_yaml[] = {
#embed "types/tasks.yaml"
};

static const unsigned char file_vpc_access_yaml[] = {
#embed "types/vpc-access.yaml"
};

static const unsigned char file_workflows_yaml[] = {
#embed "types/workflows.yaml"
};

static const cx_gcp_catalogue_file files[] = {
    {"access-approval.yaml", file_access_approval_yaml, sizeof file_access_approval_yaml},
    {"alloydb.yaml", file_alloydb_yaml, sizeof file_alloydb_yaml},
    {"api-keys.yaml", file_api_keys_yaml, sizeof file_api_keys_yaml},
    {"app-engine.yaml", file_app_engine_yaml, sizeof file_app_engine_yaml},
    {"artifact-registry.yaml", file_artifact_registry_yaml, sizeof file_artifact_registry_yaml},
    {"bigquery.yaml", file_bigquery_yaml, sizeof file_bigquery_yaml},
    {"bigtable.yaml", file_bigtable_yaml, sizeof file_bigtable_yaml},
    {"binary-authorization.yaml", file_binary_authorization_yaml, sizeof file_binary_authorization_yaml},
    {"certificate-manager.yaml", file_certificate_manager_yaml, sizeof file_certificate_manager_yaml},
    {"cloud-asset.yaml", file_cloud_asset_yaml, sizeof file_cloud_asset_yaml},
    {"cloud-build.yaml", file_cloud_build_yaml, sizeof file_cloud_build_yaml},
    {"compute.yaml", file_compute_yaml, sizeof file_compute_yaml},
    {"dataflow.yaml", file_dataflow_yaml, sizeof file_dataflow_yaml},
    {"dns.yaml", file_dns_yaml, sizeof file_dns_yaml},
    {"essential-contacts.yaml", file_essential_contacts_yaml, sizeof file_essential_contacts_yaml},
    {"eventarc.yaml", file_eventarc_yaml, sizeof file_eventarc_yaml},
    {"filestore.yaml", file_filestore_yaml, sizeof file_filestore_yaml},
    {"firestore.yaml", file_firestore_yaml, sizeof file_firestore_yaml},
    {"functions.yaml", file_functions_yaml, sizeof file_functions_yaml},
    {"gke-hub.yaml", file_gke_hub_yaml, sizeof file_gke_hub_yaml},
    {"gke.yaml", file_gke_yaml, sizeof file_gke_yaml},
    {"iam.yaml", file_iam_yaml, sizeof file_iam_yaml},
    {"kms.yaml", file_kms_yaml, sizeof file_kms_yaml},
    {"logging.yaml", file_logging_yaml, sizeof file_logging_yaml},
    {"memcache.yaml", file_memcache_yaml, sizeof file_memcache_yaml},
    {"monitoring.yaml", file_monitoring_yaml, sizeof file_monitoring_yaml},
    {"network-connectivity.yaml", file_network_connectivity_yaml, sizeof file_network_connectivity_yaml},
    {"notebooks.yaml", file_notebooks_yaml, sizeof file_notebooks_yaml},
    {"org-policy.yaml", file_org_policy_yaml, sizeof file_org_policy_yaml},
    {"private-ca.yaml", file_private_ca_yaml, sizeof file_private_ca_yaml},
    {"pubsub.yaml", file_pubsub_yaml, sizeof file_pubsub_yaml},
    {"redis.yaml", file_redis_yaml, sizeof file_redis_yaml},
    {"resource-manager.yaml", file_resource_manager_yaml, sizeof file_resource_manager_yaml},
    {"run.yaml", file_run_yaml, sizeof file_run_yaml},
    {"scheduler.yaml", file_scheduler_yaml, sizeof file_scheduler_yaml},
    {"secret-manager.yaml", file_secret_manager_yaml, sizeof file_secret_manager_yaml},
    {"service-usage.yaml", file_service_usage_yaml, sizeof file_service_usage_yaml},
    {"spanner.yaml", file_spanner_yaml, sizeof file_spanner_yaml},
    {"sql.yaml", file_sql_yaml, sizeof file_sql_yaml},
    {"storage.yaml", file_storage_yaml, sizeof file_storage_yaml},
    {"tasks.yaml", file_tasks_yaml, sizeof file_tasks_yaml},
    {"vpc-access.yaml", file_vpc_access_yaml, sizeof file_vpc_access_yaml},
    {"workflows.yaml", file_workflows_yaml, sizeof file_workflows_yaml},
};

const cx_gcp_catalogue_file *const cx_gcp_catalogue = files;
const unsigned long cx_gcp_catalogue_count = sizeof files / sizeof files[0];
