using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using SocketLab.Web.Hosting;

namespace SocketLab.Web.Tests.Hosting;

public sealed class VisibleLogFormatterTests
{
    [Theory]
    [InlineData("plain ü 漢 😀", "plain ü 漢 😀")]
    [InlineData("two\nlines\r\n", @"two\nlines\u{d}\n")]
    [InlineData("\u001b[2J\0\u0007\u009b", @"\u{1b}[2J\u{0}\u{7}\u{9b}")]
    [InlineData("a\u202eb\u200bc\u2028d", @"a\u{202e}b\u{200b}c\u{2028}d")]
    public void Nothing_in_a_message_can_drive_a_terminal_or_forge_a_line(string name, string shown) =>
        Assert.Equal($"12:00:00.000 info  Name: {shown}!\n", Format("Name: {Name}!", null, name).ReplaceLineEndings("\n"));

    [Fact]
    public void An_exception_keeps_its_lines_and_nothing_else()
    {
        var lines = Format("Failed", new InvalidOperationException("bad \u001b[31m name\nsecond")).ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("12:00:00.000 info  Failed", lines[0]);
        Assert.Equal(@"System.InvalidOperationException: bad \u{1b}[31m name", lines[1]);
        Assert.Equal("second", lines[2]);
    }

    private static string Format(string template, Exception? error, params object[] values)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var logger = new LoggerConfiguration()
            .WriteTo.Sink(new Capture(new VisibleLogFormatter("HH:mm:ss.fff"), output))
            .CreateLogger();
        logger.BindMessageTemplate(template, values, out var parsed, out var properties);
        logger.Write(
            new LogEvent(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), LogEventLevel.Information, error, parsed!, properties!)
        );
        return output.ToString();
    }

    private sealed class Capture(VisibleLogFormatter formatter, TextWriter output) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => formatter.Format(logEvent, output);
    }
}
