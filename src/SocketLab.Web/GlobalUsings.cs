// ASP.NET Core has an Endpoint of its own, a route. In this house the word means a socket that a user configured.
global using Endpoint = SocketLab.Core.Endpoints.Endpoint;
