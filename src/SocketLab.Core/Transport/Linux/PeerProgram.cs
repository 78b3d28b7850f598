using SocketLab.Core.Addresses;

namespace SocketLab.Core.Transport.Linux;

/// <summary>A program of this machine that is at the other side.</summary>
/// <param name="Name">What it calls itself, at most 15 bytes: a name of anybody's making.</param>
/// <param name="ProcessId">Its process id.</param>
public sealed record PeerProgram(string Name, int ProcessId)
{
    /// <summary>Whether it is this very process: another endpoint is at the other side.</summary>
    public bool IsOurselves => ProcessId == Environment.ProcessId;
}

/// <summary>A peer whose program is looked for.</summary>
/// <param name="IsUdp">Whether datagrams are exchanged.</param>
/// <param name="Peer">The other side's address.</param>
/// <param name="Ours">Our address, as far as it is known.</param>
internal readonly record struct WantedPeer(bool IsUdp, PeerAddress Peer, PeerAddress Ours);
