using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace SocketLab.Web.Hosting;

/// <summary>One event a line, for people. Control, bidirectional and zero-width characters are escaped, so nothing that a peer sent can forge a line or drive a terminal.</summary>
internal sealed class VisibleLogFormatter(string timeFormat) : ITextFormatter
{
    private static readonly MessageTemplateTextFormatter Message = new("{Message:l}", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.ToString(timeFormat, CultureInfo.InvariantCulture));
        output.Write(Level(logEvent.Level));
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, message);
        WriteEscaped(message.ToString(), output, keepLineBreaks: false);
        output.WriteLine();
        if (logEvent.Exception is { } error)
        {
            WriteEscaped(error.ToString(), output, keepLineBreaks: true);
            output.WriteLine();
        }
    }

    private static string Level(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => " trace ",
        LogEventLevel.Debug => " debug ",
        LogEventLevel.Information => " info  ",
        LogEventLevel.Warning => " warn  ",
        LogEventLevel.Error => " ERROR ",
        _ => " FATAL ",
    };

    private static void WriteEscaped(string text, TextWriter output, bool keepLineBreaks)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if ((keepLineBreaks && rune.Value is '\n' or '\r') || IsVisible(rune))
            {
                output.Write(rune.ToString());
            }
            else if (rune.Value == '\n')
            {
                output.Write("\\n");
            }
            else
            {
                output.Write("\\u{");
                output.Write(rune.Value.ToString("x", CultureInfo.InvariantCulture));
                output.Write('}');
            }
        }
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
}
