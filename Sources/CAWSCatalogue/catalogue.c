// SPDX-License-Identifier: Apache-2.0
// Written by scripts/generate-aws-models; do not edit.
#include "CAWSCatalogue.h"

// #embed is C23, and an extension before it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char model_accessanalyzer_yaml[] = {
#embed "types/accessanalyzer.yaml"
};

static const unsigned char model_account_yaml[] = {
#embed "types/account.yaml"
};

static const unsigned char model_acm_pca_yaml[] = {
#embed "types/acm-pca.yaml"
};

static const unsigned char model_acm_yaml[] = {
#embed "types/acm.yaml"
};

static const unsigned char model_apigateway_yaml[] = {
#embed "types/apigateway.yaml"
};

static const unsigned char model_apigatewayv2_yaml[] = {
#embed "types/apigatewayv2.yaml"
};

static const unsigned char model_apprunner_yaml[] = {
#embed "types/apprunner.yaml"
};

static const unsigned char model_appsync_yaml[] = {
#embed "types/appsync.yaml"
};

static const unsigned char model_athena_yaml[] = {
#embed "types/athena.yaml"
};

static const unsigned char model_autoscaling_yaml[] = {
#embed "types/autoscaling.yaml"
};

static const unsigned char model_backup_yaml[] = {
#embed "types/backup.yaml"
};

static const unsigned char model_batch_yaml[] = {
#embed "types/batch.yaml"
};

static const unsigned char model_bedrock_agent_yaml[] = {
#embed "types/bedrock-agent.yaml"
};

static const unsigned char model_bedrock_yaml[] = {
#embed "types/bedrock.yaml"
};

static const unsigned char model_cloud9_yaml[] = {
#embed "types/cloud9.yaml"
};

static const unsigned char model_cloudformation_yaml[] = {
#embed "types/cloudformation.yaml"
};

static const unsigned char model_cloudfront_yaml[] = {
#embed "types/cloudfront.yaml"
};

static const unsigned char model_cloudhsmv2_yaml[] = {
#embed "types/cloudhsmv2.yaml"
};

static const unsigned char model_cloudtrail_yaml[] = {
#embed "types/cloudtrail.yaml"
};

static const unsigned char model_cloudwatch_yaml[] = {
#embed "types/cloudwatch.yaml"
};

static const unsigned char model_codeartifact_yaml[] = {
#embed "types/codeartifact.yaml"
};

static const unsigned char model_codebuild_yaml[] = {
#embed "types/codebuild.yaml"
};

static const unsigned char model_codecommit_yaml[] = {
#embed "types/codecommit.yaml"
};

static const unsigned char model_codeconnections_yaml[] = {
#embed "types/codeconnections.yaml"
};

static const unsigned char model_codedeploy_yaml[] = {
#embed "types/codedeploy.yaml"
};

static const unsigned char model_codepipeline_yaml[] = {
#embed "types/codepipeline.yaml"
};

static const unsigned char model_cognito_identity_yaml[] = {
#embed "types/cognito-identity.yaml"
};

static const unsigned char model_cognito_idp_yaml[] = {
#embed "types/cognito-idp.yaml"
};

static const unsigned char model_config_yaml[] = {
#embed "types/config.yaml"
};

static const unsigned char model_datasync_yaml[] = {
#embed "types/datasync.yaml"
};

static const unsigned char model_dax_yaml[] = {
#embed "types/dax.yaml"
};

static const unsigned char model_detective_yaml[] = {
#embed "types/detective.yaml"
};

static const unsigned char model_directconnect_yaml[] = {
#embed "types/directconnect.yaml"
};

static const unsigned char model_dlm_yaml[] = {
#embed "types/dlm.yaml"
};

static const unsigned char model_dms_yaml[] = {
#embed "types/dms.yaml"
};

static const unsigned char model_docdb_elastic_yaml[] = {
#embed "types/docdb-elastic.yaml"
};

static const unsigned char model_ds_yaml[] = {
#embed "types/ds.yaml"
};

static const unsigned char model_dynamodb_yaml[] = {
#embed "types/dynamodb.yaml"
};

static const unsigned char model_ec2_yaml[] = {
#embed "types/ec2.yaml"
};

static const unsigned char model_ecr_public_yaml[] = {
#embed "types/ecr-public.yaml"
};

static const unsigned char model_ecr_yaml[] = {
#embed "types/ecr.yaml"
};

static const unsigned char model_ecs_yaml[] = {
#embed "types/ecs.yaml"
};

static const unsigned char model_efs_yaml[] = {
#embed "types/efs.yaml"
};

static const unsigned char model_eks_yaml[] = {
#embed "types/eks.yaml"
};

static const unsigned char model_elasticache_yaml[] = {
#embed "types/elasticache.yaml"
};

static const unsigned char model_elasticbeanstalk_yaml[] = {
#embed "types/elasticbeanstalk.yaml"
};

static const unsigned char model_elb_yaml[] = {
#embed "types/elb.yaml"
};

static const unsigned char model_elbv2_yaml[] = {
#embed "types/elbv2.yaml"
};

static const unsigned char model_emr_yaml[] = {
#embed "types/emr.yaml"
};

static const unsigned char model_events_yaml[] = {
#embed "types/events.yaml"
};

static const unsigned char model_firehose_yaml[] = {
#embed "types/firehose.yaml"
};

static const unsigned char model_fsx_yaml[] = {
#embed "types/fsx.yaml"
};

static const unsigned char model_glacier_yaml[] = {
#embed "types/glacier.yaml"
};

static const unsigned char model_globalaccelerator_yaml[] = {
#embed "types/globalaccelerator.yaml"
};

static const unsigned char model_glue_yaml[] = {
#embed "types/glue.yaml"
};

static const unsigned char model_guardduty_yaml[] = {
#embed "types/guardduty.yaml"
};

static const unsigned char model_iam_yaml[] = {
#embed "types/iam.yaml"
};

static const unsigned char model_inspector2_yaml[] = {
#embed "types/inspector2.yaml"
};

static const unsigned char model_kafka_yaml[] = {
#embed "types/kafka.yaml"
};

static const unsigned char model_kafkaconnect_yaml[] = {
#embed "types/kafkaconnect.yaml"
};

static const unsigned char model_kinesis_yaml[] = {
#embed "types/kinesis.yaml"
};

static const unsigned char model_kms_yaml[] = {
#embed "types/kms.yaml"
};

static const unsigned char model_lakeformation_yaml[] = {
#embed "types/lakeformation.yaml"
};

static const unsigned char model_lambda_yaml[] = {
#embed "types/lambda.yaml"
};

static const unsigned char model_lightsail_yaml[] = {
#embed "types/lightsail.yaml"
};

static const unsigned char model_logs_yaml[] = {
#embed "types/logs.yaml"
};

static const unsigned char model_macie2_yaml[] = {
#embed "types/macie2.yaml"
};

static const unsigned char model_memorydb_yaml[] = {
#embed "types/memorydb.yaml"
};

static const unsigned char model_mq_yaml[] = {
#embed "types/mq.yaml"
};

static const unsigned char model_network_firewall_yaml[] = {
#embed "types/network-firewall.yaml"
};

static const unsigned char model_opensearch_yaml[] = {
#embed "types/opensearch.yaml"
};

static const unsigned char model_opensearchserverless_yaml[] = {
#embed "types/opensearchserverless.yaml"
};

static const unsigned char model_organizations_yaml[] = {
#embed "types/organizations.yaml"
};

static const unsigned char model_ram_yaml[] = {
#embed "types/ram.yaml"
};

static const unsigned char model_rds_yaml[] = {
#embed "types/rds.yaml"
};

static const unsigned char model_redshift_serverless_yaml[] = {
#embed "types/redshift-serverless.yaml"
};

static const unsigned char model_redshift_yaml[] = {
#embed "types/redshift.yaml"
};

static const unsigned char model_resource_groups_yaml[] = {
#embed "types/resource-groups.yaml"
};

static const unsigned char model_rolesanywhere_yaml[] = {
#embed "types/rolesanywhere.yaml"
};

static const unsigned char model_route53_yaml[] = {
#embed "types/route53.yaml"
};

static const unsigned char model_route53domains_yaml[] = {
#embed "types/route53domains.yaml"
};

static const unsigned char model_route53resolver_yaml[] = {
#embed "types/route53resolver.yaml"
};

static const unsigned char model_s3_yaml[] = {
#embed "types/s3.yaml"
};

static const unsigned char model_s3tables_yaml[] = {
#embed "types/s3tables.yaml"
};

static const unsigned char model_sagemaker_yaml[] = {
#embed "types/sagemaker.yaml"
};

static const unsigned char model_scheduler_yaml[] = {
#embed "types/scheduler.yaml"
};

static const unsigned char model_secretsmanager_yaml[] = {
#embed "types/secretsmanager.yaml"
};

static const unsigned char model_securityhub_yaml[] = {
#embed "types/securityhub.yaml"
};

static const unsigned char model_securitylake_yaml[] = {
#embed "types/securitylake.yaml"
};

static const unsigned char model_servicecatalog_yaml[] = {
#embed "types/servicecatalog.yaml"
};

static const unsigned char model_servicediscovery_yaml[] = {
#embed "types/servicediscovery.yaml"
};

static const unsigned char model_sesv2_yaml[] = {
#embed "types/sesv2.yaml"
};

static const unsigned char model_shield_yaml[] = {
#embed "types/shield.yaml"
};

static const unsigned char model_signer_yaml[] = {
#embed "types/signer.yaml"
};

static const unsigned char model_sns_yaml[] = {
#embed "types/sns.yaml"
};

static const unsigned char model_sqs_yaml[] = {
#embed "types/sqs.yaml"
};

static const unsigned char model_ssm_yaml[] = {
#embed "types/ssm.yaml"
};

static const unsigned char model_sso_admin_yaml[] = {
#embed "types/sso-admin.yaml"
};

static const unsigned char model_stepfunctions_yaml[] = {
#embed "types/stepfunctions.yaml"
};

static const unsigned char model_storagegateway_yaml[] = {
#embed "types/storagegateway.yaml"
};

static const unsigned char model_transfer_yaml[] = {
#embed "types/transfer.yaml"
};

static const unsigned char model_wafv2_yaml[] = {
#embed "types/wafv2.yaml"
};

static const unsigned char model_workspaces_yaml[] = {
#embed "types/workspaces.yaml"
};

static const unsigned char model_xray_yaml[] = {
#embed "types/xray.yaml"
};

static const cx_aws_catalogue_file files[] = {
    {"accessanalyzer.yaml", model_accessanalyzer_yaml, sizeof model_accessanalyzer_yaml},
    {"account.yaml", model_account_yaml, sizeof model_account_yaml},
    {"acm-pca.yaml", model_acm_pca_yaml, sizeof model_acm_pca_yaml},
    {"acm.yaml", model_acm_yaml, sizeof model_acm_yaml},
    {"apigateway.yaml", model_apigateway_yaml, sizeof model_apigateway_yaml},
    {"apigatewayv2.yaml", model_apigatewayv2_yaml, sizeof model_apigatewayv2_yaml},
    {"apprunner.yaml", model_apprunner_yaml, sizeof model_apprunner_yaml},
    {"appsync.yaml", model_appsync_yaml, sizeof model_appsync_yaml},
    {"athena.yaml", model_athena_yaml, sizeof model_athena_yaml},
    {"autoscaling.yaml", model_autoscaling_yaml, sizeof model_autoscaling_yaml},
    {"backup.yaml", model_backup_yaml, sizeof model_backup_yaml},
    {"batch.yaml", model_batch_yaml, sizeof model_batch_yaml},
    {"bedrock-agent.yaml", model_bedrock_agent_yaml, sizeof model_bedrock_agent_yaml},
    {"bedrock.yaml", model_bedrock_yaml, sizeof model_bedrock_yaml},
    {"cloud9.yaml", model_cloud9_yaml, sizeof model_cloud9_yaml},
    {"cloudformation.yaml", model_cloudformation_yaml, sizeof model_cloudformation_yaml},
    {"cloudfront.yaml", model_cloudfront_yaml, sizeof model_cloudfront_yaml},
    {"cloudhsmv2.yaml", model_cloudhsmv2_yaml, sizeof model_cloudhsmv2_yaml},
    {"cloudtrail.yaml", model_cloudtrail_yaml, sizeof model_cloudtrail_yaml},
    {"cloudwatch.yaml", model_cloudwatch_yaml, sizeof model_cloudwatch_yaml},
    {"codeartifact.yaml", model_codeartifact_yaml, sizeof model_codeartifact_yaml},
    {"codebuild.yaml", model_codebuild_yaml, sizeof model_codebuild_yaml},
    {"codecommit.yaml", model_codecommit_yaml, sizeof model_codecommit_yaml},
    {"codeconnections.yaml", model_codeconnections_yaml, sizeof model_codeconnections_yaml},
    {"codedeploy.yaml", model_codedeploy_yaml, sizeof model_codedeploy_yaml},
    {"codepipeline.yaml", model_codepipeline_yaml, sizeof model_codepipeline_yaml},
    {"cognito-identity.yaml", model_cognito_identity_yaml, sizeof model_cognito_identity_yaml},
    {"cognito-idp.yaml", model_cognito_idp_yaml, sizeof model_cognito_idp_yaml},
    {"config.yaml", model_config_yaml, sizeof model_config_yaml},
    {"datasync.yaml", model_datasync_yaml, sizeof model_datasync_yaml},
    {"dax.yaml", model_dax_yaml, sizeof model_dax_yaml},
    {"detective.yaml", model_detective_yaml, sizeof model_detective_yaml},
    {"directconnect.yaml", model_directconnect_yaml, sizeof model_directconnect_yaml},
    {"dlm.yaml", model_dlm_yaml, sizeof model_dlm_yaml},
    {"dms.yaml", model_dms_yaml, sizeof model_dms_yaml},
    {"docdb-elastic.yaml", model_docdb_elastic_yaml, sizeof model_docdb_elastic_yaml},
    {"ds.yaml", model_ds_yaml, sizeof model_ds_yaml},
    {"dynamodb.yaml", model_dynamodb_yaml, sizeof model_dynamodb_yaml},
    {"ec2.yaml", model_ec2_yaml, sizeof model_ec2_yaml},
    {"ecr-public.yaml", model_ecr_public_yaml, sizeof model_ecr_public_yaml},
    {"ecr.yaml", model_ecr_yaml, sizeof model_ecr_yaml},
    {"ecs.yaml", model_ecs_yaml, sizeof model_ecs_yaml},
    {"efs.yaml", model_efs_yaml, sizeof model_efs_yaml},
    {"eks.yaml", model_eks_yaml, sizeof model_eks_yaml},
    {"elasticache.yaml", model_elasticache_yaml, sizeof model_elasticache_yaml},
    {"elasticbeanstalk.yaml", model_elasticbeanstalk_yaml, sizeof model_elasticbeanstalk_yaml},
    {"elb.yaml", model_elb_yaml, sizeof model_elb_yaml},
    {"elbv2.yaml", model_elbv2_yaml, sizeof model_elbv2_yaml},
    {"emr.yaml", model_emr_yaml, sizeof model_emr_yaml},
    {"events.yaml", model_events_yaml, sizeof model_events_yaml},
    {"firehose.yaml", model_firehose_yaml, sizeof model_firehose_yaml},
    {"fsx.yaml", model_fsx_yaml, sizeof model_fsx_yaml},
    {"glacier.yaml", model_glacier_yaml, sizeof model_glacier_yaml},
    {"globalaccelerator.yaml", model_globalaccelerator_yaml, sizeof model_globalaccelerator_yaml},
    {"glue.yaml", model_glue_yaml, sizeof model_glue_yaml},
    {"guardduty.yaml", model_guardduty_yaml, sizeof model_guardduty_yaml},
    {"iam.yaml", model_iam_yaml, sizeof model_iam_yaml},
    {"inspector2.yaml", model_inspector2_yaml, sizeof model_inspector2_yaml},
    {"kafka.yaml", model_kafka_yaml, sizeof model_kafka_yaml},
    {"kafkaconnect.yaml", model_kafkaconnect_yaml, sizeof model_kafkaconnect_yaml},
    {"kinesis.yaml", model_kinesis_yaml, sizeof model_kinesis_yaml},
    {"kms.yaml", model_kms_yaml, sizeof model_kms_yaml},
    {"lakeformation.yaml", model_lakeformation_yaml, sizeof model_lakeformation_yaml},
    {"lambda.yaml", model_lambda_yaml, sizeof model_lambda_yaml},
    {"lightsail.yaml", model_lightsail_yaml, sizeof model_lightsail_yaml},
    {"logs.yaml", model_logs_yaml, sizeof model_logs_yaml},
    {"macie2.yaml", model_macie2_yaml, sizeof model_macie2_yaml},
    {"memorydb.yaml", model_memorydb_yaml, sizeof model_memorydb_yaml},
    {"mq.yaml", model_mq_yaml, sizeof model_mq_yaml},
    {"network-firewall.yaml", model_network_firewall_yaml, sizeof model_network_firewall_yaml},
    {"opensearch.yaml", model_opensearch_yaml, sizeof model_opensearch_yaml},
    {"opensearchserverless.yaml", model_opensearchserverless_yaml, sizeof model_opensearchserverless_yaml},
    {"organizations.yaml", model_organizations_yaml, sizeof model_organizations_yaml},
    {"ram.yaml", model_ram_yaml, sizeof model_ram_yaml},
    {"rds.yaml", model_rds_yaml, sizeof model_rds_yaml},
    {"redshift-serverless.yaml", model_redshift_serverless_yaml, sizeof model_redshift_serverless_yaml},
    {"redshift.yaml", model_redshift_yaml, sizeof model_redshift_yaml},
    {"resource-groups.yaml", model_resource_groups_yaml, sizeof model_resource_groups_yaml},
    {"rolesanywhere.yaml", model_rolesanywhere_yaml, sizeof model_rolesanywhere_yaml},
    {"route53.yaml", model_route53_yaml, sizeof model_route53_yaml},
    {"route53domains.yaml", model_route53domains_yaml, sizeof model_route53domains_yaml},
    {"route53resolver.yaml", model_route53resolver_yaml, sizeof model_route53resolver_yaml},
    {"s3.yaml", model_s3_yaml, sizeof model_s3_yaml},
    {"s3tables.yaml", model_s3tables_yaml, sizeof model_s3tables_yaml},
    {"sagemaker.yaml", model_sagemaker_yaml, sizeof model_sagemaker_yaml},
    {"scheduler.yaml", model_scheduler_yaml, sizeof model_scheduler_yaml},
    {"secretsmanager.yaml", model_secretsmanager_yaml, sizeof model_secretsmanager_yaml},
    {"securityhub.yaml", model_securityhub_yaml, sizeof model_securityhub_yaml},
    {"securitylake.yaml", model_securitylake_yaml, sizeof model_securitylake_yaml},
    {"servicecatalog.yaml", model_servicecatalog_yaml, sizeof model_servicecatalog_yaml},
    {"servicediscovery.yaml", model_servicediscovery_yaml, sizeof model_servicediscovery_yaml},
    {"sesv2.yaml", model_sesv2_yaml, sizeof model_sesv2_yaml},
    {"shield.yaml", model_shield_yaml, sizeof model_shield_yaml},
    {"signer.yaml", model_signer_yaml, sizeof model_signer_yaml},
    {"sns.yaml", model_sns_yaml, sizeof model_sns_yaml},
    {"sqs.yaml", model_sqs_yaml, sizeof model_sqs_yaml},
    {"ssm.yaml", model_ssm_yaml, sizeof model_ssm_yaml},
    {"sso-admin.yaml", model_sso_admin_yaml, sizeof model_sso_admin_yaml},
    {"stepfunctions.yaml", model_stepfunctions_yaml, sizeof model_stepfunctions_yaml},
    {"storagegateway.yaml", model_storagegateway_yaml, sizeof model_storagegateway_yaml},
    {"transfer.yaml", model_transfer_yaml, sizeof model_transfer_yaml},
    {"wafv2.yaml", model_wafv2_yaml, sizeof model_wafv2_yaml},
    {"workspaces.yaml", model_workspaces_yaml, sizeof model_workspaces_yaml},
    {"xray.yaml", model_xray_yaml, sizeof model_xray_yaml},
};

const cx_aws_catalogue_file *const cx_aws_catalogue = files;
const unsigned long cx_aws_catalogue_count = sizeof files / sizeof files[0];
