using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>The options of an open connection as a person edits them.</summary>
public sealed class ConnectionOptionsForm
{
    private ConnectionOptions _base;

    /// <summary>A form that starts from <paramref name="options"/>.</summary>
    public ConnectionOptionsForm(ConnectionOptions options) => Load(_base = options);

    public bool NoDelay { get; set; }

    public int KeepAliveSeconds { get; set; }

    /// <summary>Seconds, or empty for the system's way.</summary>
    public string Linger { get; set; } = "";

    public int SendTimeoutSeconds { get; set; }

    /// <summary>What is wrong with each field, by its name in the API.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether something was edited that is not applied yet.</summary>
    public bool IsChanged =>
        NoDelay != _base.NoDelay
        || KeepAliveSeconds != _base.KeepAliveSeconds
        || Linger.Trim() != Text(_base.LingerSeconds)
        || SendTimeoutSeconds != _base.SendTimeoutSeconds;

    /// <summary>Takes what the connection has now, unless somebody is in the middle of an edit.</summary>
    public void Refresh(ConnectionOptions options)
    {
        if (options != _base && !IsChanged)
        {
            Load(options);
        }
    }

    /// <summary>Takes the edits back.</summary>
    public void Undo() => Load(_base);

    /// <summary>Gives the connection what was edited.</summary>
    /// <param name="change">Gives the connection its new options. What it throws, other than that they are not valid, is passed on.</param>
    /// <returns>Whether it took it; otherwise <see cref="Errors"/> says what is wrong.</returns>
    public bool Apply(Action<ConnectionOptions> change)
    {
        var linger = 0;
        if (Linger.Trim().Length > 0 && !WholeNumber.TryRead(Linger, out linger))
        {
            Errors = new Dictionary<string, string> { ["lingerSeconds"] = "Write whole seconds, or nothing for the system's way." };
            return false;
        }

        try
        {
            var options = new ConnectionOptions
            {
                NoDelay = NoDelay,
                KeepAliveSeconds = KeepAliveSeconds,
                LingerSeconds = Linger.Trim().Length > 0 ? linger : null,
                SendTimeoutSeconds = SendTimeoutSeconds,
            };
            change(options);
            Load(options);
            return true;
        }
        catch (InvalidDefinitionException error)
        {
            Errors = error.Errors.GroupBy(one => one.Path["$.".Length..]).ToDictionary(field => field.Key, field => field.First().Message);
            return false;
        }
    }

    private void Load(ConnectionOptions options)
    {
        _base = options;
        (NoDelay, KeepAliveSeconds, Linger, SendTimeoutSeconds) = (
            options.NoDelay,
            options.KeepAliveSeconds,
            Text(options.LingerSeconds),
            options.SendTimeoutSeconds
        );
        Errors = new Dictionary<string, string>();
    }

    private static string Text(int? seconds) => seconds?.ToString(CultureInfo.InvariantCulture) ?? "";
}
