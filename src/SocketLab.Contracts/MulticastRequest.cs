namespace SocketLab.Contracts;

/// <summary>A group to join or leave.</summary>
public sealed record MulticastRequest
{
    /// <summary><c>GROUP[%INTERFACE][@SOURCE]</c>.</summary>
    public required string Group { get; init; }
}
