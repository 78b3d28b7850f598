using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Jobs;
using SocketLab.Core.Transport;

namespace SocketLab.Web.Commands;

/// <summary>What sends: an endpoint, or one connection.</summary>
public readonly record struct SendSource
{
    private SendSource(string id, bool isConnection) => (Id, IsConnection) = (id, isConnection);

    /// <summary>The id of the endpoint or the connection.</summary>
    public string Id { get; }

    /// <summary>Whether <see cref="Id"/> is a connection's.</summary>
    public bool IsConnection { get; }

    /// <summary>An endpoint: to its destination, or to its connections.</summary>
    public static SendSource Endpoint(string id) => new(id, false);

    /// <summary>One connection.</summary>
    public static SendSource Connection(string id) => new(id, true);
}

/// <summary>What became of a send: it was <see cref="Sent"/>, or a job was started (<see cref="JobStarted"/>).</summary>
public abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>The payload was sent once.</summary>
    /// <param name="Messages">Datagrams, or connections that took the data; 0 where there was no data for a stream.</param>
    /// <param name="Bytes">Payload bytes, over all of them.</param>
    /// <param name="Local">The address that it was sent from.</param>
    /// <param name="Remote">The address that it was sent to; none when that were several connections.</param>
    public sealed record Sent(int Messages, long Bytes, PeerAddress Local, PeerAddress Remote) : SendOutcome
    {
        /// <summary>The outcome that a receipt tells.</summary>
        public static Sent From(SendReceipt receipt) => new(receipt.Messages, receipt.Bytes, Packed(receipt.Local), Packed(receipt.Remote));

        private static PeerAddress Packed(EndPoint? address) => address is null ? PeerAddress.None : PeerAddress.From(address);
    }

    /// <summary>A job sends again and again.</summary>
    /// <param name="Job">The job.</param>
    public sealed record JobStarted(SendJob Job) : SendOutcome;
}
