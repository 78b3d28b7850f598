namespace SocketLab.Core.Definitions;

/// <summary>Who may use how many of the descriptors that the process may have open.</summary>
/// <remarks>
/// The system gives each new descriptor the lowest number that is free (POSIX, 2.6). So whoever gives a socket back at once whose number is
/// too high keeps all higher numbers free, whatever else is open, and there is nothing to count. From the top: what the runtime needs, then
/// what people reach SocketLab by, then what they open themselves, then what peers open.
/// The runtime comes first, since each new thread opens a pipe for a moment, and where it cannot, the runtime ends the process.
/// </remarks>
/// <param name="Limit">How many may be open.</param>
public sealed record DescriptorShares(int Limit)
{
    /// <summary>What a process that has done everything once holds with no socket of a user open; measured, and rounded up.</summary>
    public const int AtRest = 368;

    /// <summary>Those of this process.</summary>
    public static DescriptorShares OfProcess { get; } = new(OpenFileLimit.Current);

    /// <summary>For threads, libraries, files, the database, and looking names up.</summary>
    public int Runtime => Math.Clamp(Limit / 32, 72, 1024);

    /// <summary>Connections to SocketLab itself: pages, API and hubs.</summary>
    public int Control => Math.Clamp(Limit / 16, 32, 1024);

    /// <summary>Sockets that a user opens, beyond those that peers may open.</summary>
    public int Own => Math.Clamp(Limit / 32, 16, 1024);

    /// <summary>The first number that is too high for a socket that a user opens.</summary>
    public int OwnEnd => Limit - Runtime - Control;

    /// <summary>The first number that is too high for a connection that a peer opens.</summary>
    public int PeersEnd => OwnEnd - Own;

    /// <summary>How many connections peers can have open, when nothing else is.</summary>
    public int Peers => Math.Max(16, PeersEnd - AtRest);

    /// <summary>How many names may be looked up at once: each look-up opens up to three sockets or files.</summary>
    public int Lookups => Runtime / 9;
}
