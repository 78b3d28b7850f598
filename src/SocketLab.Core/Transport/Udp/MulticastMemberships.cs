using System.Buffers.Binary;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>The groups that one socket is a member of. They end with the socket. Used under the transport's lock.</summary>
/// <remarks>
/// An interface that goes takes the memberships on it along, and does not bring them back: so the system is asked whether they are still
/// there, and they are renewed.
/// </remarks>
/// <param name="socket">A socket, borrowed.</param>
/// <param name="journal">Where events go.</param>
/// <param name="defaultInterface">Where groups are joined that name no interface; null for the system's choice.</param>
internal sealed class MulticastMemberships(Socket socket, EntryJournal journal, string? defaultInterface)
{
    private readonly Dictionary<MulticastGroup, Membership> _joined = [];
    private readonly MulticastOptions _options = new(socket);
    private HashSet<(ulong High, ulong Low, int Interface)> _heard = [];
    private LocalInterface? _sendingBy;

    /// <summary>Joins and leaves, so that the socket is a member of exactly these, and is so still.</summary>
    /// <remarks>Interfaces are looked for only where a group is to be joined: they may be gone, and everything else can change all the
    /// same.
    /// </remarks>
    /// <exception cref="NetworkException">One could not be joined; then nothing has changed.</exception>
    public void Change(IReadOnlyList<MulticastGroup> requested)
    {
        List<(MulticastGroup Group, LocalInterface Interface)> joined = [];
        try
        {
            foreach (var group in requested.Where(group => !_joined.ContainsKey(group)))
            {
                var on = Find(group);
                _options.Join(group, on);
                joined.Add((group, on));
            }
        }
        catch (NetworkException)
        {
            joined.ForEach(one => _options.Leave(one.Group, one.Interface));
            throw;
        }

        var left = _joined.Where(one => !requested.Contains(one.Key)).ToList();
        RenewMissing(tellsLoss: false);
        foreach (var (group, on) in joined)
        {
            _joined.Add(group, new(on));
        }

        foreach (var (group, membership) in left)
        {
            _joined.Remove(group);
            _options.Leave(group, membership.On);
            journal.AddEvent(MulticastJournal.Left(group, membership.On));
        }

        foreach (var (group, on) in joined)
        {
            journal.AddEvent(MulticastJournal.Joined(group, on));
        }

        Index();
    }

    /// <summary>
    /// Joins anew what an interface took along that went and came back, and tells what is lost. Called when one has changed.
    /// </summary>
    public void Renew()
    {
        RenewSending();
        RenewMissing(tellsLoss: true);
        Index();
    }

    /// <summary>Whether the socket joined an IPv6 group on that interface.</summary>
    /// <param name="high">The first half of the group's address, in network order.</param>
    /// <param name="low">The second half.</param>
    /// <param name="on">The number of the interface.</param>
    public bool Hears(ulong high, ulong low, int on) => _heard.Contains((high, low, on)) || _heard.Contains((high, low, 0));

    private LocalInterface Find(MulticastGroup group) =>
        (group.Interface ?? defaultInterface) is { } name ? LocalInterface.Find(name) : LocalInterface.ForGroup(group.Address);

    private void RenewMissing(bool tellsLoss)
    {
        foreach (var (group, membership) in _joined)
        {
            if (membership.IsLost || MembershipTable.IsMember(membership.On.Index, group.Address) == false)
            {
                Renew(group, membership, tellsLoss);
            }
        }
    }

    private void Renew(MulticastGroup group, Membership membership, bool tellsLoss)
    {
        // The system keeps the place of a membership whose interface is gone, and counts it.
        _options.Leave(group, membership.On);
        try
        {
            var on = Find(group);
            _options.Join(group, on);
            (membership.On, membership.IsLost) = (on, false);
            journal.AddEvent(MulticastJournal.Renewed(group, on));
        }
        catch (Exception error) when (error is NetworkException or NetworkInformationException or IOException)
        {
            // It is gone, or has not come back with all that it needs: the next change tells.
            if (tellsLoss && !membership.IsLost)
            {
                membership.IsLost = true;
                journal.AddEvent(MulticastJournal.Lost(group, membership.On));
            }
        }
    }

    /// <summary>Datagrams to groups go out by an interface's number, which another one has after it came back.</summary>
    private void RenewSending()
    {
        if (defaultInterface is null)
        {
            return;
        }

        try
        {
            var now = LocalInterface.Find(defaultInterface);
            if (now != _sendingBy)
            {
                MulticastSending.SendBy(socket, now);
                _sendingBy = now;
            }
        }
        catch (Exception error) when (error is NetworkException or SocketException or NetworkInformationException or IOException)
        {
            // It is gone; whoever sends to a group is told.
        }
    }

    private void Index()
    {
        HashSet<(ulong High, ulong Low, int Interface)> heard = [];
        foreach (var (group, membership) in _joined)
        {
            if (group.Address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                ReadOnlySpan<byte> address = group.Address.GetAddressBytes();
                var (high, low) = (BinaryPrimitives.ReadUInt64BigEndian(address), BinaryPrimitives.ReadUInt64BigEndian(address[8..]));
                heard.Add((high, low, membership.On.Index));
            }
        }

        _heard = heard;
    }

    private sealed class Membership(LocalInterface on)
    {
        public LocalInterface On { get; set; } = on;

        public bool IsLost { get; set; }
    }
}
