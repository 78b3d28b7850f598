using System.Text.RegularExpressions;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Definitions;

/// <summary>The bytes of an answer, and what fills them in. It never changes.</summary>
/// <remarks>The one place where a rule's payload becomes bytes: what is filled in at send time belongs here.</remarks>
internal sealed class ReplyText
{
    private readonly byte[]? _constant;
    private readonly PayloadTemplate? _template;

    private ReplyText(byte[]? constant, PayloadTemplate? template) => (_constant, _template) = (constant, template);

    /// <summary>Bytes at most before captures are filled in.</summary>
    public int FixedLength => _template?.MaxLength ?? _constant!.Length;

    /// <summary>Whether it counts the answers on each connection by itself.</summary>
    public bool CountsConnections => _template?.CountsConnections ?? false;

    /// <summary>Reads the payload of a rule.</summary>
    /// <param name="payload">What was written.</param>
    /// <param name="regex">The expression whose captures it may name; null for a rule without one, where a dollar is a dollar.</param>
    /// <param name="time">The clock of a template.</param>
    /// <exception cref="PayloadException">It stands for no bytes, or names a group that there is not.</exception>
    public static ReplyText Parse(PayloadText payload, Regex? regex, TimeProvider time) =>
        payload.Template || (regex is not null && payload.Format == PayloadFormat.Text)
            ? new ReplyText(null, PayloadTemplate.ParseAnswer(payload, regex, time))
            : new ReplyText(PayloadParser.Parse(payload.Format, payload.Data, payload.Encoding, payload.LineEnding), null);

    /// <summary>The bytes of one answer; null when a length in it does not fit its format, or it would be too long.</summary>
    /// <param name="match">What the rule's expression found; null for the other rules.</param>
    /// <param name="number">Which answer of its rule it is, from 1.</param>
    /// <param name="numberOnConnection">Which on its connection, from 1.</param>
    public byte[]? Fill(Match? match, long number, long numberOnConnection) =>
        _constant ?? _template!.RenderAnswer(number, numberOnConnection, match);
}
