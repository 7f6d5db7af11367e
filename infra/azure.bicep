// Everything that the bot needs in Azure, in one resource group.

@minLength(4)
@maxLength(20)
@description('The beginning of every name. It is part of host names, so no one else in Azure may have it.')
param resourceBaseName string

@description('Where everything is created.')
param location string = resourceGroup().location

@maxLength(42)
@description('What people read as the name of the bot.')
param botDisplayName string

@description('The folder below guides/ with the profile of your organisation.')
param organisation string

@description('The id of the Teams channel where the service desk gets its tickets: 19:…@thread.tacv2')
param deskChannel string

@description('The size of the App Service plan: Basic or better, since smaller ones fall asleep.')
param planSku string = 'B1'

@description('The size of the database server, and the tier that it belongs to.')
param databaseSku string = 'Standard_B1ms'
param databaseTier string = 'Burstable'

@description('The name with which the bot signs in to the database. It cannot be changed later.')
param databaseAdministrator string = 'mfahelp'

@minLength(16)
@secure()
@description('The password that goes with it: at least 16 letters and digits.')
param databasePassword string

@description('The origin of Microsoft Graph.')
param graphUrl string = 'https://graph.microsoft.com'

@description('The hosts that the bot may answer to, separated by commas.')
param serviceHosts string = 'smba.trafficmanager.net'

@description('The https origin of the bot as browsers reach it, for sign-ins, receipts and the page for who has no Teams. Empty: those are off.')
param publicUrl string = ''

@description('The app registration that people sign in to for a change; its client secret goes into the vault as sign-in-secret. Empty: everything is changed on Microsoft\'s own page.')
param signInClientId string = ''

@description('The authentication context for changes by the bot\'s permission: c1 to c99.')
param authContext string = ''

@description('How operations are carried out where the default does not fit, like add-phone=bot,replace-phone=bot.')
param routes string = ''

@description('The mailbox that codes and receipts are sent from, through Graph. Empty: no mail.')
param mailMailbox string = ''

@allowed([
  'debug'
  'info'
  'warn'
  'error'
])
@description('The least important lines that are still logged.')
param logLevel string = 'info'

// A role that every Azure has: Key Vault Secrets User.
var readsSecrets = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

// The bot is this identity towards Teams, Graph and the vault, so there is no secret of its own to keep.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: resourceBaseName
  location: location
}

module database 'database.bicep' = {
  name: '${resourceBaseName}-database'
  params: {
    location: location
    resourceBaseName: resourceBaseName
    administrator: databaseAdministrator
    administratorPassword: databasePassword
    skuName: databaseSku
    skuTier: databaseTier
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${resourceBaseName}-kv'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
  }
}

resource databaseUrl 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'database-url'
  properties: {
    contentType: 'text/plain'
    value: 'postgres://${databaseAdministrator}:${uriComponent(databasePassword)}@${database.outputs.host}:5432/${database.outputs.databaseName}?sslmode=verify-full'
  }
}

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, readsSecrets)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: readsSecrets
  }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'linux'
  sku: {
    name: planSku
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    virtualNetworkSubnetId: database.outputs.appSubnetId
    keyVaultReferenceIdentity: identity.id
    siteConfig: {
      linuxFxVersion: 'NODE|22-lts'
      appCommandLine: 'node dist/main.js'
      alwaysOn: true
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      healthCheckPath: '/health'
      appSettings: [
        {
          name: 'CLIENT_ID'
          value: identity.properties.clientId
        }
        {
          name: 'TENANT_ID'
          value: identity.properties.tenantId
        }
        {
          name: 'BOT_TYPE'
          value: 'UserAssignedMsi'
        }
        {
          name: 'ORGANISATION'
          value: organisation
        }
        {
          name: 'DESK_CHANNEL'
          value: deskChannel
        }
        {
          name: 'DATABASE_URL'
          value: '@Microsoft.KeyVault(SecretUri=${databaseUrl.properties.secretUri})'
        }
        {
          name: 'DATA_DIR'
          value: '/home/data'
        }
        {
          name: 'GRAPH_URL'
          value: graphUrl
        }
        {
          name: 'SERVICE_HOSTS'
          value: serviceHosts
        }
        {
          name: 'PUBLIC_URL'
          value: publicUrl
        }
        {
          name: 'SIGN_IN_CLIENT_ID'
          value: signInClientId
        }
        {
          name: 'SIGN_IN_SECRET'
          value: empty(signInClientId) ? '' : '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=sign-in-secret)'
        }
        {
          name: 'AUTH_CONTEXT'
          value: authContext
        }
        {
          name: 'ROUTES'
          value: routes
        }
        {
          name: 'MAIL_MAILBOX'
          value: mailMailbox
        }
        {
          name: 'LOG_LEVEL'
          value: logLevel
        }
        {
          name: 'PROXIES'
          value: '1'
        }
        {
          name: 'PORT'
          value: '8080'
        }
        // The two below are for the build in Azure: it installs with the platform's own binaries, and with the compiler.
        {
          name: 'SCM_DO_BUILD_DURING_DEPLOYMENT'
          value: 'true'
        }
        {
          name: 'NPM_CONFIG_INCLUDE'
          value: 'dev'
        }
      ]
    }
  }
  dependsOn: [
    mayReadSecrets
  ]
}

// Uploads need an Entra sign-in: the passwords that App Service makes up for itself open nothing.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noUploadPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

module registration 'botRegistration/azurebot.bicep' = {
  name: '${resourceBaseName}-registration'
  params: {
    botName: resourceBaseName
    displayName: botDisplayName
    domain: site.properties.defaultHostName
    identityId: identity.id
    identityClientId: identity.properties.clientId
    identityTenantId: identity.properties.tenantId
  }
}

// Written into env/.env.<environment> under these names, for the app package and the upload.
output BOT_ID string = identity.properties.clientId
output BOT_DOMAIN string = site.properties.defaultHostName
output BOT_TENANT_ID string = identity.properties.tenantId
output BOT_AZURE_APP_SERVICE_RESOURCE_ID string = site.id
// Whom an administrator gives the Graph permissions to.
output BOT_IDENTITY_PRINCIPAL_ID string = identity.properties.principalId
