namespace SocketLab.Web.Commands;

/// <summary>One of several endpoints for which something could not be done.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="Why">The reason, for people.</param>
public sealed record EndpointFailure(string Name, string Why);
