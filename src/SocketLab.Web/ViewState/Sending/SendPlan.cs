using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>What a click on Send will do, in a line, or why it cannot.</summary>
/// <param name="Text">The line.</param>
/// <param name="IsPossible">Whether it can be done.</param>
public sealed record SendPlan(string Text, bool IsPossible)
{
    private static readonly CompositeFormat TooLong = CompositeFormat.Parse(
        "A datagram carries at most {0:N0} bytes, and this has {1:N0}. Send less, or use TCP."
    );

    /// <summary>For a datagram.</summary>
    /// <param name="bound">Where it comes from; null when that is not known.</param>
    /// <param name="destination">Where it goes, as it was typed or is the default; null when there is neither.</param>
    /// <param name="composing">What is sent.</param>
    /// <param name="isUnix">Whether it leaves a Unix socket.</param>
    public static SendPlan Datagram(EndPoint? bound, string? destination, ComposerState composing, bool isUnix = false)
    {
        if (string.IsNullOrWhiteSpace(destination) || !HostPort.TryParse(destination.Trim(), out var host, out var port))
        {
            var fault =
                string.IsNullOrWhiteSpace(destination) ? "Where to?"
                : destination.Contains(':', StringComparison.Ordinal) ? $"“{destination.Trim()}” is not a host and a port."
                : $"“{destination.Trim()}” has no port.";
            var example = isUnix
                ? "the name of a socket, such as unix:lab.sock"
                : "a host and a port, such as 127.0.0.1:9191 or [::1]:9191";
            return Not($"{fault} Write {example}.");
        }

        if (UnixAddress.Is(host) != isUnix)
        {
            return Not(
                isUnix
                    ? "This is a Unix socket, which reaches Unix sockets alone, such as unix:lab.sock."
                    : "This is an IP socket, which does not reach Unix sockets. Give the endpoint a Unix source address, such as "
                        + "unix:mine.sock."
            );
        }

        if (IsMissing(composing))
        {
            return NoFile;
        }

        if (composing is { Bytes: 0, AllowsEmpty: false, UsesFile: false })
        {
            return Empty;
        }

        var most = Longest(host);
        return composing.Bytes > most
            ? Not(string.Format(CultureInfo.InvariantCulture, TooLong, most, composing.Bytes))
            : Will(
                From(bound),
                HostPort.Format(host, port),
                composing.Bytes == 0 ? "one empty datagram" : $"one datagram{Of(composing)}",
                composing
            );
    }

    /// <summary>For the stream of one connection.</summary>
    /// <param name="local">Our side.</param>
    /// <param name="peer">The other side; null when the connection is closed.</param>
    /// <param name="composing">What is sent.</param>
    public static SendPlan Stream(string? local, string? peer, ComposerState composing) =>
        peer is null ? Not("That connection is closed. Choose another one.")
        : IsMissing(composing) ? NoFile
        : composing.Bytes == 0 ? Empty
        : Will(local is null or UnixAddress.Scheme ? "To" : $"From {local} to", peer, composing.Size, composing);

    /// <summary>For all open connections, or several of them.</summary>
    /// <param name="bound">Our side.</param>
    /// <param name="chosen">How many were chosen; 0 for all.</param>
    /// <param name="open">How many of them are open.</param>
    /// <param name="composing">What is sent.</param>
    public static SendPlan Streams(EndPoint? bound, int chosen, int open, ComposerState composing)
    {
        if (chosen > 0 && composing.Repeats && !composing.UsesFile)
        {
            return Not("A repeated send goes to one connection, or to all of them. Choose one, or all.");
        }

        return IsMissing(composing) ? NoFile
            : composing.Bytes == 0 ? Empty
            : open == 0
                ? new(
                    $"Nobody {(chosen == 0 ? "is connected" : "of those is connected any more")}: nothing would be sent.",
                    IsPossible: chosen == 0 && !composing.UsesFile
                )
            : Will(
                From(bound),
                (chosen, open) switch
                {
                    (0, 1) => "the open connection",
                    (0, _) => $"all {Number(open)} open connections",
                    _ => $"{Number(open)} chosen connections",
                },
                open == 1 ? composing.Size : $"{composing.Size} to each",
                composing
            );
    }

    private static SendPlan NoFile => Not("Choose a file to send.");

    private static SendPlan Empty => Not("Type something to send.");

    private static SendPlan Not(string why) => new(VisibleText.Sentence(why), IsPossible: false);

    /// <summary>What is bound to every address sends from whichever suits, and a Unix socket may have no name.</summary>
    private static string From(EndPoint? bound) =>
        bound switch
        {
            null or UnixAddress { Name.Length: 0 } => "To",
            IPEndPoint { Address: var address, Port: var port } when address.IsUnspecified() =>
                $"From port {port.ToString(CultureInfo.InvariantCulture)} to",
            _ => $"From {bound} to",
        };

    private static SendPlan Will(string source, string to, string what, ComposerState composing)
    {
        var repeat =
            composing.Repeats && !composing.UsesFile && composing.Repeat.Options is { } options
                ? $"; Start: {RepeatForm.Describe(options)}"
                : "";
        return new(VisibleText.Sentence($"{source} {to}, {what}{repeat}"), IsPossible: true);
    }

    private static bool IsMissing(ComposerState composing) => composing is { UsesFile: true, File: null };

    private static string Of(ComposerState composing) => composing.Size.Length == 0 ? "" : $" of {composing.Size}";

    /// <summary>A name may lead to either family, and then the system has the last word.</summary>
    private static int Longest(string host) =>
        UnixAddress.Is(host) ? DatagramSize.LongestUnix
        : IPAddress.TryParse(host, out var address) && (address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6)
            ? DatagramSize.LongestIPv4
        : DatagramSize.LongestIPv6;
}
