global using Endpoint = SocketLab.Core.Endpoints.Endpoint;
