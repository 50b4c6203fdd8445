// SPDX-License-Identifier: Apache-2.0
// Written by scripts/generate-aws-models; do not edit.
#include "CAWSModels.h"

// #embed is C23, and an extension before it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char model_accessanalyzer[] = {
#embed "models/accessanalyzer.json"
};

static const unsigned char model_account[] = {
#embed "models/account.json"
};

static const unsigned char model_acm[] = {
#embed "models/acm.json"
};

static const unsigned char model_acm_pca[] = {
#embed "models/acm-pca.json"
};

static const unsigned char model_apigateway[] = {
#embed "models/apigateway.json"
};

static const unsigned char model_apigatewayv2[] = {
#embed "models/apigatewayv2.json"
};

static const unsigned char model_apprunner[] = {
#embed "models/apprunner.json"
};

static const unsigned char model_appsync[] = {
#embed "models/appsync.json"
};

static const unsigned char model_athena[] = {
#embed "models/athena.json"
};

static const unsigned char model_autoscaling[] = {
#embed "models/autoscaling.json"
};

static const unsigned char model_backup[] = {
#embed "models/backup.json"
};

static const unsigned char model_batch[] = {
#embed "models/batch.json"
};

static const unsigned char model_bedrock[] = {
#embed "models/bedrock.json"
};

static const unsigned char model_bedrock_agent[] = {
#embed "models/bedrock-agent.json"
};

static const unsigned char model_cloud9[] = {
#embed "models/cloud9.json"
};

static const unsigned char model_cloudformation[] = {
#embed "models/cloudformation.json"
};

static const unsigned char model_cloudfront[] = {
#embed "models/cloudfront.json"
};

static const unsigned char model_cloudhsmv2[] = {
#embed "models/cloudhsmv2.json"
};

static const unsigned char model_cloudtrail[] = {
#embed "models/cloudtrail.json"
};

static const unsigned char model_cloudwatch[] = {
#embed "models/cloudwatch.json"
};

static const unsigned char model_codeartifact[] = {
#embed "models/codeartifact.json"
};

static const unsigned char model_codebuild[] = {
#embed "models/codebuild.json"
};

static const unsigned char model_codecommit[] = {
#embed "models/codecommit.json"
};

static const unsigned char model_codeconnections[] = {
#embed "models/codeconnections.json"
};

static const unsigned char model_codedeploy[] = {
#embed "models/codedeploy.json"
};

static const unsigned char model_codepipeline[] = {
#embed "models/codepipeline.json"
};

static const unsigned char model_cognito_identity[] = {
#embed "models/cognito-identity.json"
};

static const unsigned char model_cognito_idp[] = {
#embed "models/cognito-idp.json"
};

static const unsigned char model_config[] = {
#embed "models/config.json"
};

static const unsigned char model_datasync[] = {
#embed "models/datasync.json"
};

static const unsigned char model_dax[] = {
#embed "models/dax.json"
};

static const unsigned char model_detective[] = {
#embed "models/detective.json"
};

static const unsigned char model_directconnect[] = {
#embed "models/directconnect.json"
};

static const unsigned char model_dlm[] = {
#embed "models/dlm.json"
};

static const unsigned char model_dms[] = {
#embed "models/dms.json"
};

static const unsigned char model_docdb_elastic[] = {
#embed "models/docdb-elastic.json"
};

static const unsigned char model_ds[] = {
#embed "models/ds.json"
};

static const unsigned char model_dynamodb[] = {
#embed "models/dynamodb.json"
};

static const unsigned char model_ec2[] = {
#embed "models/ec2.json"
};

static const unsigned char model_ecr[] = {
#embed "models/ecr.json"
};

static const unsigned char model_ecr_public[] = {
#embed "models/ecr-public.json"
};

static const unsigned char model_ecs[] = {
#embed "models/ecs.json"
};

static const unsigned char model_efs[] = {
#embed "models/efs.json"
};

static const unsigned char model_eks[] = {
#embed "models/eks.json"
};

static const unsigned char model_elasticache[] = {
#embed "models/elasticache.json"
};

static const unsigned char model_elasticbeanstalk[] = {
#embed "models/elasticbeanstalk.json"
};

static const unsigned char model_elb[] = {
#embed "models/elb.json"
};

static const unsigned char model_elbv2[] = {
#embed "models/elbv2.json"
};

static const unsigned char model_emr[] = {
#embed "models/emr.json"
};

static const unsigned char model_events[] = {
#embed "models/events.json"
};

static const unsigned char model_firehose[] = {
#embed "models/firehose.json"
};

static const unsigned char model_fsx[] = {
#embed "models/fsx.json"
};

static const unsigned char model_glacier[] = {
#embed "models/glacier.json"
};

static const unsigned char model_globalaccelerator[] = {
#embed "models/globalaccelerator.json"
};

static const unsigned char model_glue[] = {
#embed "models/glue.json"
};

static const unsigned char model_guardduty[] = {
#embed "models/guardduty.json"
};

static const unsigned char model_iam[] = {
#embed "models/iam.json"
};

static const unsigned char model_inspector2[] = {
#embed "models/inspector2.json"
};

static const unsigned char model_kafka[] = {
#embed "models/kafka.json"
};

static const unsigned char model_kafkaconnect[] = {
#embed "models/kafkaconnect.json"
};

static const unsigned char model_kinesis[] = {
#embed "models/kinesis.json"
};

static const unsigned char model_kms[] = {
#embed "models/kms.json"
};

static const unsigned char model_lakeformation[] = {
#embed "models/lakeformation.json"
};

static const unsigned char model_lambda[] = {
#embed "models/lambda.json"
};

static const unsigned char model_lightsail[] = {
#embed "models/lightsail.json"
};

static const unsigned char model_logs[] = {
#embed "models/logs.json"
};

static const unsigned char model_macie2[] = {
#embed "models/macie2.json"
};

static const unsigned char model_memorydb[] = {
#embed "models/memorydb.json"
};

static const unsigned char model_mq[] = {
#embed "models/mq.json"
};

static const unsigned char model_network_firewall[] = {
#embed "models/network-firewall.json"
};

static const unsigned char model_opensearch[] = {
#embed "models/opensearch.json"
};

static const unsigned char model_opensearchserverless[] = {
#embed "models/opensearchserverless.json"
};

static const unsigned char model_organizations[] = {
#embed "models/organizations.json"
};

static const unsigned char model_ram[] = {
#embed "models/ram.json"
};

static const unsigned char model_rds[] = {
#embed "models/rds.json"
};

static const unsigned char model_redshift[] = {
#embed "models/redshift.json"
};

static const unsigned char model_redshift_serverless[] = {
#embed "models/redshift-serverless.json"
};

static const unsigned char model_resource_groups[] = {
#embed "models/resource-groups.json"
};

static const unsigned char model_rolesanywhere[] = {
#embed "models/rolesanywhere.json"
};

static const unsigned char model_route53[] = {
#embed "models/route53.json"
};

static const unsigned char model_route53domains[] = {
#embed "models/route53domains.json"
};

static const unsigned char model_route53resolver[] = {
#embed "models/route53resolver.json"
};

static const unsigned char model_s3[] = {
#embed "models/s3.json"
};

static const unsigned char model_s3tables[] = {
#embed "models/s3tables.json"
};

static const unsigned char model_sagemaker[] = {
#embed "models/sagemaker.json"
};

static const unsigned char model_scheduler[] = {
#embed "models/scheduler.json"
};

static const unsigned char model_secretsmanager[] = {
#embed "models/secretsmanager.json"
};

static const unsigned char model_securityhub[] = {
#embed "models/securityhub.json"
};

static const unsigned char model_securitylake[] = {
#embed "models/securitylake.json"
};

static const unsigned char model_servicecatalog[] = {
#embed "models/servicecatalog.json"
};

static const unsigned char model_servicediscovery[] = {
#embed "models/servicediscovery.json"
};

static const unsigned char model_sesv2[] = {
#embed "models/sesv2.json"
};

static const unsigned char model_shield[] = {
#embed "models/shield.json"
};

static const unsigned char model_signer[] = {
#embed "models/signer.json"
};

static const unsigned char model_sns[] = {
#embed "models/sns.json"
};

static const unsigned char model_sqs[] = {
#embed "models/sqs.json"
};

static const unsigned char model_ssm[] = {
#embed "models/ssm.json"
};

static const unsigned char model_sso_admin[] = {
#embed "models/sso-admin.json"
};

static const unsigned char model_stepfunctions[] = {
#embed "models/stepfunctions.json"
};

static const unsigned char model_storagegateway[] = {
#embed "models/storagegateway.json"
};

static const unsigned char model_sts[] = {
#embed "models/sts.json"
};

static const unsigned char model_transfer[] = {
#embed "models/transfer.json"
};

static const unsigned char model_wafv2[] = {
#embed "models/wafv2.json"
};

static const unsigned char model_workspaces[] = {
#embed "models/workspaces.json"
};

static const unsigned char model_xray[] = {
#embed "models/xray.json"
};

static const cx_aws_model models[] = {
    {"accessanalyzer", "ACCESSANALYZER", model_accessanalyzer, sizeof model_accessanalyzer},
    {"account", "ACCOUNT", model_account, sizeof model_account},
    {"acm", "ACM", model_acm, sizeof model_acm},
    {"acm-pca", "ACM_PCA", model_acm_pca, sizeof model_acm_pca},
    {"apigateway", "API_GATEWAY", model_apigateway, sizeof model_apigateway},
    {"apigatewayv2", "APIGATEWAYV2", model_apigatewayv2, sizeof model_apigatewayv2},
    {"apprunner", "APPRUNNER", model_apprunner, sizeof model_apprunner},
    {"appsync", "APPSYNC", model_appsync, sizeof model_appsync},
    {"athena", "ATHENA", model_athena, sizeof model_athena},
    {"autoscaling", "AUTO_SCALING", model_autoscaling, sizeof model_autoscaling},
    {"backup", "BACKUP", model_backup, sizeof model_backup},
    {"batch", "BATCH", model_batch, sizeof model_batch},
    {"bedrock", "BEDROCK", model_bedrock, sizeof model_bedrock},
    {"bedrock-agent", "BEDROCK_AGENT", model_bedrock_agent, sizeof model_bedrock_agent},
    {"cloud9", "CLOUD9", model_cloud9, sizeof model_cloud9},
    {"cloudformation", "CLOUDFORMATION", model_cloudformation, sizeof model_cloudformation},
    {"cloudfront", "CLOUDFRONT", model_cloudfront, sizeof model_cloudfront},
    {"cloudhsmv2", "CLOUDHSM_V2", model_cloudhsmv2, sizeof model_cloudhsmv2},
    {"cloudtrail", "CLOUDTRAIL", model_cloudtrail, sizeof model_cloudtrail},
    {"cloudwatch", "CLOUDWATCH", model_cloudwatch, sizeof model_cloudwatch},
    {"codeartifact", "CODEARTIFACT", model_codeartifact, sizeof model_codeartifact},
    {"codebuild", "CODEBUILD", model_codebuild, sizeof model_codebuild},
    {"codecommit", "CODECOMMIT", model_codecommit, sizeof model_codecommit},
    {"codeconnections", "CODECONNECTIONS", model_codeconnections, sizeof model_codeconnections},
    {"codedeploy", "CODEDEPLOY", model_codedeploy, sizeof model_codedeploy},
    {"codepipeline", "CODEPIPELINE", model_codepipeline, sizeof model_codepipeline},
    {"cognito-identity", "COGNITO_IDENTITY", model_cognito_identity, sizeof model_cognito_identity},
    {"cognito-idp", "COGNITO_IDENTITY_PROVIDER", model_cognito_idp, sizeof model_cognito_idp},
    {"config", "CONFIG_SERVICE", model_config, sizeof model_config},
    {"datasync", "DATASYNC", model_datasync, sizeof model_datasync},
    {"dax", "DAX", model_dax, sizeof model_dax},
    {"detective", "DETECTIVE", model_detective, sizeof model_detective},
    {"directconnect", "DIRECT_CONNECT", model_directconnect, sizeof model_directconnect},
    {"dlm", "DLM", model_dlm, sizeof model_dlm},
    {"dms", "DATABASE_MIGRATION_SERVICE", model_dms, sizeof model_dms},
    {"docdb-elastic", "DOCDB_ELASTIC", model_docdb_elastic, sizeof model_docdb_elastic},
    {"ds", "DIRECTORY_SERVICE", model_ds, sizeof model_ds},
    {"dynamodb", "DYNAMODB", model_dynamodb, sizeof model_dynamodb},
    {"ec2", "EC2", model_ec2, sizeof model_ec2},
    {"ecr", "ECR", model_ecr, sizeof model_ecr},
    {"ecr-public", "ECR_PUBLIC", model_ecr_public, sizeof model_ecr_public},
    {"ecs", "ECS", model_ecs, sizeof model_ecs},
    {"efs", "EFS", model_efs, sizeof model_efs},
    {"eks", "EKS", model_eks, sizeof model_eks},
    {"elasticache", "ELASTICACHE", model_elasticache, sizeof model_elasticache},
    {"elasticbeanstalk", "ELASTIC_BEANSTALK", model_elasticbeanstalk, sizeof model_elasticbeanstalk},
    {"elb", "ELASTIC_LOAD_BALANCING", model_elb, sizeof model_elb},
    {"elbv2", "ELASTIC_LOAD_BALANCING_V2", model_elbv2, sizeof model_elbv2},
    {"emr", "EMR", model_emr, sizeof model_emr},
    {"events", "EVENTBRIDGE", model_events, sizeof model_events},
    {"firehose", "FIREHOSE", model_firehose, sizeof model_firehose},
    {"fsx", "FSX", model_fsx, sizeof model_fsx},
    {"glacier", "GLACIER", model_glacier, sizeof model_glacier},
    {"globalaccelerator", "GLOBAL_ACCELERATOR", model_globalaccelerator, sizeof model_globalaccelerator},
    {"glue", "GLUE", model_glue, sizeof model_glue},
    {"guardduty", "GUARDDUTY", model_guardduty, sizeof model_guardduty},
    {"iam", "IAM", model_iam, sizeof model_iam},
    {"inspector2", "INSPECTOR2", model_inspector2, sizeof model_inspector2},
    {"kafka", "KAFKA", model_kafka, sizeof model_kafka},
    {"kafkaconnect", "KAFKACONNECT", model_kafkaconnect, sizeof model_kafkaconnect},
    {"kinesis", "KINESIS", model_kinesis, sizeof model_kinesis},
    {"kms", "KMS", model_kms, sizeof model_kms},
    {"lakeformation", "LAKEFORMATION", model_lakeformation, sizeof model_lakeformation},
    {"lambda", "LAMBDA", model_lambda, sizeof model_lambda},
    {"lightsail", "LIGHTSAIL", model_lightsail, sizeof model_lightsail},
    {"logs", "CLOUDWATCH_LOGS", model_logs, sizeof model_logs},
    {"macie2", "MACIE2", model_macie2, sizeof model_macie2},
    {"memorydb", "MEMORYDB", model_memorydb, sizeof model_memorydb},
    {"mq", "MQ", model_mq, sizeof model_mq},
    {"network-firewall", "NETWORK_FIREWALL", model_network_firewall, sizeof model_network_firewall},
    {"opensearch", "OPENSEARCH", model_opensearch, sizeof model_opensearch},
    {"opensearchserverless", "OPENSEARCHSERVERLESS", model_opensearchserverless, sizeof model_opensearchserverless},
    {"organizations", "ORGANIZATIONS", model_organizations, sizeof model_organizations},
    {"ram", "RAM", model_ram, sizeof model_ram},
    {"rds", "RDS", model_rds, sizeof model_rds},
    {"redshift", "REDSHIFT", model_redshift, sizeof model_redshift},
    {"redshift-serverless", "REDSHIFT_SERVERLESS", model_redshift_serverless, sizeof model_redshift_serverless},
    {"resource-groups", "RESOURCE_GROUPS", model_resource_groups, sizeof model_resource_groups},
    {"rolesanywhere", "ROLESANYWHERE", model_rolesanywhere, sizeof model_rolesanywhere},
    {"route53", "ROUTE_53", model_route53, sizeof model_route53},
    {"route53domains", "ROUTE_53_DOMAINS", model_route53domains, sizeof model_route53domains},
    {"route53resolver", "ROUTE53RESOLVER", model_route53resolver, sizeof model_route53resolver},
    {"s3", "S3", model_s3, sizeof model_s3},
    {"s3tables", "S3TABLES", model_s3tables, sizeof model_s3tables},
    {"sagemaker", "SAGEMAKER", model_sagemaker, sizeof model_sagemaker},
    {"scheduler", "SCHEDULER", model_scheduler, sizeof model_scheduler},
    {"secretsmanager", "SECRETS_MANAGER", model_secretsmanager, sizeof model_secretsmanager},
    {"securityhub", "SECURITYHUB", model_securityhub, sizeof model_securityhub},
    {"securitylake", "SECURITYLAKE", model_securitylake, sizeof model_securitylake},
    {"servicecatalog", "SERVICE_CATALOG", model_servicecatalog, sizeof model_servicecatalog},
    {"servicediscovery", "SERVICEDISCOVERY", model_servicediscovery, sizeof model_servicediscovery},
    {"sesv2", "SESV2", model_sesv2, sizeof model_sesv2},
    {"shield", "SHIELD", model_shield, sizeof model_shield},
    {"signer", "SIGNER", model_signer, sizeof model_signer},
    {"sns", "SNS", model_sns, sizeof model_sns},
    {"sqs", "SQS", model_sqs, sizeof model_sqs},
    {"ssm", "SSM", model_ssm, sizeof model_ssm},
    {"sso-admin", "SSO_ADMIN", model_sso_admin, sizeof model_sso_admin},
    {"stepfunctions", "SFN", model_stepfunctions, sizeof model_stepfunctions},
    {"storagegateway", "STORAGE_GATEWAY", model_storagegateway, sizeof model_storagegateway},
    {"sts", "STS", model_sts, sizeof model_sts},
    {"transfer", "TRANSFER", model_transfer, sizeof model_transfer},
    {"wafv2", "WAFV2", model_wafv2, sizeof model_wafv2},
    {"workspaces", "WORKSPACES", model_workspaces, sizeof model_workspaces},
    {"xray", "XRAY", model_xray, sizeof model_xray},
};

const cx_aws_model *const cx_aws_models = models;
const unsigned long cx_aws_model_count = sizeof models / sizeof models[0];
