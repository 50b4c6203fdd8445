// SPDX-License-Identifier: Apache-2.0
// Written by scripts/embed-catalogues; do not edit.
#include "CAzureCatalogue.h"

// #embed is C23, and an extension before it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_api_management_yaml[] = {
#embed "types/api-management.yaml"
};

static const unsigned char file_app_service_yaml[] = {
#embed "types/app-service.yaml"
};

static const unsigned char file_application_insights_yaml[] = {
#embed "types/application-insights.yaml"
};

static const unsigned char file_authorization_yaml[] = {
#embed "types/authorization.yaml"
};

static const unsigned char file_automation_yaml[] = {
#embed "types/automation.yaml"
};

static const unsigned char file_batch_yaml[] = {
#embed "types/batch.yaml"
};

static const unsigned char file_cache_yaml[] = {
#embed "types/cache.yaml"
};

static const unsigned char file_cdn_yaml[] = {
#embed "types/cdn.yaml"
};

static const unsigned char file_cognitive_services_yaml[] = {
#embed "types/cognitive-services.yaml"
};

static const unsigned char file_compute_yaml[] = {
#embed "types/compute.yaml"
};

static const unsigned char file_container_apps_yaml[] = {
#embed "types/container-apps.yaml"
};

static const unsigned char file_container_instance_yaml[] = {
#embed "types/container-instance.yaml"
};

static const unsigned char file_container_registry_yaml[] = {
#embed "types/container-registry.yaml"
};

static const unsigned char file_container_service_yaml[] = {
#embed "types/container-service.yaml"
};

static const unsigned char file_cosmos_db_yaml[] = {
#embed "types/cosmos-db.yaml"
};

static const unsigned char file_data_factory_yaml[] = {
#embed "types/data-factory.yaml"
};

static const unsigned char file_data_protection_yaml[] = {
#embed "types/data-protection.yaml"
};

static const unsigned char file_databricks_yaml[] = {
#embed "types/databricks.yaml"
};

static const unsigned char file_defender_yaml[] = {
#embed "types/defender.yaml"
};

static const unsigned char file_event_grid_yaml[] = {
#embed "types/event-grid.yaml"
};

static const unsigned char file_event_hubs_yaml[] = {
#embed "types/event-hubs.yaml"
};

static const unsigned char file_key_vault_yaml[] = {
#embed "types/key-vault.yaml"
};

static const unsigned char file_log_analytics_yaml[] = {
#embed "types/log-analytics.yaml"
};

static const unsigned char file_logic_apps_yaml[] = {
#embed "types/logic-apps.yaml"
};

static const unsigned char file_machine_learning_yaml[] = {
#embed "types/machine-learning.yaml"
};

static const unsigned char file_managed_identity_yaml[] = {
#embed "types/managed-identity.yaml"
};

static const unsigned char file_monitor_yaml[] = {
#embed "types/monitor.yaml"
};

static const unsigned char file_mysql_yaml[] = {
#embed "types/mysql.yaml"
};

static const unsigned char file_network_yaml[] = {
#embed "types/network.yaml"
};

static const unsigned char file_postgresql_yaml[] = {
#embed "types/postgresql.yaml"
};

static const unsigned char file_recovery_services_yaml[] = {
#embed "types/recovery-services.yaml"
};

static const unsigned char file_resources_yaml[] = {
#embed "types/resources.yaml"
};

static const unsigned char file_search_yaml[] = {
#embed "types/search.yaml"
};

static const unsigned char file_service_bus_yaml[] = {
#embed "types/service-bus.yaml"
};

static const unsigned char file_sql_yaml[] = {
#embed "types/sql.yaml"
};

static const unsigned char file_storage_yaml[] = {
#embed "types/storage.yaml"
};

static const unsigned char file_synapse_yaml[] = {
#embed "types/synapse.yaml"
};

static const cx_azure_catalogue_file files[] = {
    {"api-management.yaml", file_api_management_yaml, sizeof file_api_management_yaml},
    {"app-service.yaml", file_app_service_yaml, sizeof file_app_service_yaml},
    {"application-insights.yaml", file_application_insights_yaml, sizeof file_application_insights_yaml},
    {"authorization.yaml", file_authorization_yaml, sizeof file_authorization_yaml},
    {"automation.yaml", file_automation_yaml, sizeof file_automation_yaml},
    {"batch.yaml", file_batch_yaml, sizeof file_batch_yaml},
    {"cache.yaml", file_cache_yaml, sizeof file_cache_yaml},
    {"cdn.yaml", file_cdn_yaml, sizeof file_cdn_yaml},
    {"cognitive-services.yaml", file_cognitive_services_yaml, sizeof file_cognitive_services_yaml},
    {"compute.yaml", file_compute_yaml, sizeof file_compute_yaml},
    {"container-apps.yaml", file_container_apps_yaml, sizeof file_container_apps_yaml},
    {"container-instance.yaml", file_container_instance_yaml, sizeof file_container_instance_yaml},
    {"container-registry.yaml", file_container_registry_yaml, sizeof file_container_registry_yaml},
    {"container-service.yaml", file_container_service_yaml, sizeof file_container_service_yaml},
    {"cosmos-db.yaml", file_cosmos_db_yaml, sizeof file_cosmos_db_yaml},
    {"data-factory.yaml", file_data_factory_yaml, sizeof file_data_factory_yaml},
    {"data-protection.yaml", file_data_protection_yaml, sizeof file_data_protection_yaml},
    {"databricks.yaml", file_databricks_yaml, sizeof file_databricks_yaml},
    {"defender.yaml", file_defender_yaml, sizeof file_defender_yaml},
    {"event-grid.yaml", file_event_grid_yaml, sizeof file_event_grid_yaml},
    {"event-hubs.yaml", file_event_hubs_yaml, sizeof file_event_hubs_yaml},
    {"key-vault.yaml", file_key_vault_yaml, sizeof file_key_vault_yaml},
    {"log-analytics.yaml", file_log_analytics_yaml, sizeof file_log_analytics_yaml},
    {"logic-apps.yaml", file_logic_apps_yaml, sizeof file_logic_apps_yaml},
    {"machine-learning.yaml", file_machine_learning_yaml, sizeof file_machine_learning_yaml},
    {"managed-identity.yaml", file_managed_identity_yaml, sizeof file_managed_identity_yaml},
    {"monitor.yaml", file_monitor_yaml, sizeof file_monitor_yaml},
    {"mysql.yaml", file_mysql_yaml, sizeof file_mysql_yaml},
    {"network.yaml", file_network_yaml, sizeof file_network_yaml},
    {"postgresql.yaml", file_postgresql_yaml, sizeof file_postgresql_yaml},
    {"recovery-services.yaml", file_recovery_services_yaml, sizeof file_recovery_services_yaml},
    {"resources.yaml", file_resources_yaml, sizeof file_resources_yaml},
    {"search.yaml", file_search_yaml, sizeof file_search_yaml},
    {"service-bus.yaml", file_service_bus_yaml, sizeof file_service_bus_yaml},
    {"sql.yaml", file_sql_yaml, sizeof file_sql_yaml},
    {"storage.yaml", file_storage_yaml, sizeof file_storage_yaml},
    {"synapse.yaml", file_synapse_yaml, sizeof file_synapse_yaml},
};

const cx_azure_catalogue_file *const cx_azure_catalogue = files;
const unsigned long cx_azure_catalogue_count = sizeof files / sizeof files[0];
