using SocketLab.Core.Addresses;

namespace SocketLab.Core.Capture.Streams;

/// <summary>Two ends that talk with each other: the same pair whichever of them sends.</summary>
/// <param name="first">One end.</param>
/// <param name="second">The other end.</param>
internal readonly struct EndPair(PeerAddress first, PeerAddress second) : IEquatable<EndPair>
{
    private readonly PeerAddress _first = first;
    private readonly PeerAddress _second = second;

    /// <inheritdoc/>
    public bool Equals(EndPair other) =>
        (_first == other._first && _second == other._second) || (_first == other._second && _second == other._first);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EndPair other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked(_first.GetHashCode() + _second.GetHashCode());
}
