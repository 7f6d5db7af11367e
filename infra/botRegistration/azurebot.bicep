// Tells the Bot Framework where the bot is and as whom it speaks, and opens it to Teams and to nothing else.

@description('The name of the Azure Bot resource.')
param botName string

@maxLength(42)
@description('What people read as the name of the bot.')
param displayName string

@allowed([
  'F0'
  'S1'
])
@description('F0 is free, and Teams is unlimited in it.')
param sku string = 'F0'

@description('The host name under which the bot is reached.')
param domain string

@description('The identity that the bot speaks as: its resource, its client id and its tenant.')
param identityId string
param identityClientId string
param identityTenantId string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: botName
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: sku
  }
  properties: {
    displayName: displayName
    endpoint: 'https://${domain}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identityClientId
    msaAppTenantId: identityTenantId
    msaAppMSIResourceId: identityId
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
  }
}
