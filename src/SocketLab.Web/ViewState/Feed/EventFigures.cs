using System.Globalization;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The figures of an event as people read them: each with a label, and a number written as what it is.</summary>
public static class EventFigures
{
    // What only programs use has no label: the message says the same in words.
    private static readonly Dictionary<string, (string? Label, Func<object, string> Write)> Known = new()
    {
        ["address"] = ("Our address", Plain),
        ["port"] = ("Our port", Plain),
        ["remoteHost"] = ("Host", Plain),
        ["remoteAddress"] = ("Its address", Plain),
        ["remotePort"] = ("Its port", Plain),
        ["host"] = ("Host", Plain),
        ["attempt"] = ("Attempt", Number),
        ["retryInMs"] = ("Next attempt in", Milliseconds),
        ["limit"] = ("Limit", Number),
        ["count"] = ("How many", Number),
        ["lost"] = ("Entries gone", Number),
        ["isExact"] = (null, Plain),
        ["closeNotify"] = ("TLS close_notify", value => value is true ? "came" : "did not come"),
        ["closesAfterSeconds"] = ("Our side closes after", value => $"{Number(value)} s without a send"),
        ["peerFinished"] = ("Peer had finished (FIN)", YesOrNo),
        ["closeReason"] = (null, Plain),
        ["receivedBytes"] = ("Received in all", Bytes),
        ["sentBytes"] = ("Sent in all", Bytes),
        ["offset"] = ("Offset in the stream", Number),
        ["sent"] = ("Sent", Number),
        ["asked"] = ("To be sent", Number),
        ["failed"] = ("Failed", Number),
        ["bytes"] = ("Sent in all", Bytes),
        ["rebased"] = ("Timetable begun anew", value => $"{Number(value)} times"),
        ["job"] = (null, Plain),
        ["recording"] = (null, Plain),
        ["icmpType"] = ("ICMP type", Plain),
        ["icmpCode"] = ("ICMP code", Plain),
        ["refusedBy"] = ("Refused by", Plain),
        ["checksum"] = ("With a wrong checksum", Number),
        ["malformed"] = ("Malformed", Number),
        ["group"] = ("Group", Plain),
        ["source"] = ("Heard from", Plain),
        ["interface"] = ("Interface", Plain),
        ["skipped"] = ("Not answered", Number),
        ["version"] = ("Version", value => value is "tls13" ? "TLS 1.3"
            : value is "tls12" ? "TLS 1.2"
            : Plain(value)),
        ["cipherSuite"] = ("Cipher suite", Plain),
        ["alpn"] = ("Application protocol", Plain),
        ["serverName"] = ("Server name", Plain),
        ["peerSubject"] = ("Peer's certificate", Plain),
        ["peerIssuer"] = ("Issued by", Plain),
        ["peerNames"] = ("For", Plain),
        ["peerFingerprint"] = ("Fingerprint", Plain),
        ["peerNotBefore"] = ("Valid from", Plain),
        ["peerNotAfter"] = ("Valid until", Plain),
        ["chainStatus"] = ("Checks", value => value is "ok" ? "passed" : $"failed: {Plain(value)}"),
        ["ignored"] = ("Checks ignored", value => value is "" ? "none" : Plain(value)),
    };

    /// <summary>The figures that people read, in order.</summary>
    public static IEnumerable<(string Label, string Value)> Of(EventData? data) =>
        from field in data?.ListFields() ?? []
        let known = Known[field.Key]
        where known.Label is not null
        select (known.Label, known.Write(field.Value));

    /// <summary>Whether a figure, by the name that it has in JSON, is known here.</summary>
    internal static bool Knows(string name) => Known.ContainsKey(name);

    private static string Plain(object value) =>
        value is string text ? VisibleText.Sentence(text) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Number(object value) => Figures.Number((long)value);

    private static string Bytes(object value) => $"{Number(value)} {(value is 1L ? "byte" : "bytes")}";

    private static string YesOrNo(object value) => value is true ? "yes" : "no";

    private static string Milliseconds(object value) => $"{((long)value / 1000.0).ToString("0.0", CultureInfo.InvariantCulture)} s";
}
