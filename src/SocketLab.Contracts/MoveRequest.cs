namespace SocketLab.Contracts;

/// <summary>Where an endpoint is to stand in the list.</summary>
public sealed record MoveRequest
{
    /// <summary>The id of the endpoint that comes behind it; null for the end of the list.</summary>
    public required string? Before { get; init; }
}
