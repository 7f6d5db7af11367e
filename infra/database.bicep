// PostgreSQL that only the bot can reach: it has no public address, the app speaks to it from a subnet of its own.

@description('Where everything is created.')
param location string

@description('The beginning of every name.')
param resourceBaseName string

@description('The name with which the bot signs in to the database.')
param administrator string

@description('The password that goes with it.')
@secure()
param administratorPassword string

@description('The size of the database server.')
param skuName string

@description('The tier that the size belongs to.')
param skuTier string

var databaseName = 'mfahelp'

resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: '${resourceBaseName}-network'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.80.0.0/24'
      ]
    }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.80.0.0/26'
          delegations: [
            {
              name: 'app'
              properties: {
                serviceName: 'Microsoft.Web/serverFarms'
              }
            }
          ]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.80.0.64/26'
          delegations: [
            {
              name: 'database'
              properties: {
                serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers'
              }
            }
          ]
        }
      }
    ]
  }
}

// The server's name is known inside the network only.
resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: '${toLower(resourceBaseName)}.private.postgres.database.azure.com'
  location: 'global'
}

resource zoneInNetwork 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = {
  parent: zone
  name: '${resourceBaseName}-network'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: network.id
    }
  }
}

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: toLower('${resourceBaseName}-db')
  location: location
  sku: {
    name: skuName
    tier: skuTier
  }
  properties: {
    version: '16'
    administratorLogin: administrator
    administratorLoginPassword: administratorPassword
    authConfig: {
      activeDirectoryAuth: 'Disabled'
      passwordAuth: 'Enabled'
    }
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: 14
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: 'Disabled'
    }
    network: {
      delegatedSubnetResourceId: '${network.id}/subnets/database'
      privateDnsZoneArmResourceId: zone.id
      publicNetworkAccess: 'Disabled'
    }
  }
  dependsOn: [
    zoneInNetwork
  ]
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: databaseName
  properties: {
    charset: 'UTF8'
    collation: 'en_US.utf8'
  }
}

output host string = server.properties.fullyQualifiedDomainName
output databaseName string = database.name
output appSubnetId string = '${network.id}/subnets/app'
