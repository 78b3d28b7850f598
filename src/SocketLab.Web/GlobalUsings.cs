// ASP.NET Core has an Endpoint of its own, a route. In this house the word means a socket that a user configured.
// Counts and times are written in one way by all screens.
global using static SocketLab.Web.ViewState.Figures;
global using Endpoint = SocketLab.Core.Endpoints.Endpoint;
