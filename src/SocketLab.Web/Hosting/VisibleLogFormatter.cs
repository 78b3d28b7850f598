using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Hosting;

/// <summary>
/// One event a line, for people. Control, bidirectional and zero-width characters are escaped, so nothing that a peer sent can forge a line
/// or drive a terminal.
/// </summary>
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
        output.WriteLine(VisibleText.Sentence(message.ToString()));
        if (logEvent.Exception is { } error)
        {
            output.WriteLine(VisibleText.Reveal(error.ToString().ReplaceLineEndings("\n")));
        }
    }

    private static string Level(LogEventLevel level) =>
        level switch
        {
            LogEventLevel.Verbose => " trace ",
            LogEventLevel.Debug => " debug ",
            LogEventLevel.Information => " info  ",
            LogEventLevel.Warning => " warn  ",
            LogEventLevel.Error => " ERROR ",
            _ => " FATAL ",
        };
}
