using Microsoft.Extensions.Options;

namespace SocketLab.Web.Settings;

/// <summary>The server cannot start; the message says why, in one line, to whoever started it.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One line for stderr. The log has the whole of it.</summary>
    public static string Explain(Exception error)
    {
        var message = error is OptionsValidationException options ? string.Join(" ", options.Failures) : error.Message;
        return "SocketLab cannot start: "
            + string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
