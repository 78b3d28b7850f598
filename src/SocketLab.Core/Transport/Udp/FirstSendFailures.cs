using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>
/// Records in the journal the first datagram that failed in some way; further ones are only counted, or a dead network would flood it.
/// </summary>
internal sealed class FirstSendFailures(EntryJournal journal, PeerAddress peer)
{
    private readonly HashSet<SocketError> _recorded = [];

    /// <param name="error">What the system said.</param>
    /// <param name="explain">Says what that means; asked once for each error, since finding out may take calls of the system.</param>
    public void Record(SocketException error, Func<SocketException, Fault> explain)
    {
        if (_recorded.Add(error.SocketErrorCode))
        {
            journal.AddEvent(UdpJournal.SendFailed(explain(error), peer), peer);
        }
    }
}
