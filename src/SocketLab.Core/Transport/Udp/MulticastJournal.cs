using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Words for what becomes of a socket's groups.</summary>
internal static class MulticastJournal
{
    /// <summary>The socket hears a group from now on.</summary>
    public static JournalEvent Joined(MulticastGroup group, LocalInterface on) =>
        new(EventType.MulticastJoined, null, $"Joined {Describe(group, on)}: datagrams to that group arrive here now", DataOf(group, on));

    /// <summary>The socket does not hear a group any more.</summary>
    public static JournalEvent Left(MulticastGroup group, LocalInterface on) =>
        new(EventType.MulticastLeft, null, $"Left {Describe(group, on)}", DataOf(group, on));

    /// <summary>An interface went, and the membership with it.</summary>
    public static JournalEvent Lost(MulticastGroup group, LocalInterface on) =>
        new(
            EventType.MulticastLost,
            null,
            $"Lost {Describe(group, on)}: the interface is gone, and nothing to that group arrives until it is back",
            DataOf(group, on)
        );

    /// <summary>A lost membership was joined anew.</summary>
    public static JournalEvent Renewed(MulticastGroup group, LocalInterface on) =>
        new(
            EventType.MulticastRenewed,
            null,
            $"Joined {Describe(group, on)} again: the system had dropped the membership with its interface",
            DataOf(group, on)
        );

    private static string Describe(MulticastGroup group, LocalInterface on) =>
        $"{group.Address}{(group.Source is null ? "" : $" from {group.Source} alone")}{(on.Name.Length == 0 ? "" : $" on {on.Name}")}";

    private static MulticastData DataOf(MulticastGroup group, LocalInterface on) =>
        new(group.Address.ToString()) { Source = group.Source?.ToString(), Interface = on.Name.Length > 0 ? on.Name : null };
}
