using Microsoft.Extensions.Options;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.Settings;

/// <summary><c>SocketLab:FirstUsePort</c>: what the empty workbench offers.</summary>
internal sealed class FirstUseOptions
{
    /// <summary>The setting.</summary>
    public const string Key = "SocketLab:FirstUsePort";

    /// <summary>The port, from 1 to 65535, that the first choices listen on and send to.</summary>
    public int Port { get; set; } = 9191;

    /// <summary>What the setting says, if that is no port.</summary>
    public string? Invalid { get; set; }
}

/// <summary>Reads the port.</summary>
internal sealed class FirstUseOptionsSetup(IConfiguration configuration) : IConfigureOptions<FirstUseOptions>
{
    /// <inheritdoc/>
    public void Configure(FirstUseOptions options)
    {
        if (configuration[FirstUseOptions.Key] is not { } text)
        {
            return;
        }

        if (WholeNumber.TryRead<int>(text, out var port) && port is > 0 and <= ushort.MaxValue)
        {
            options.Port = port;
        }
        else
        {
            options.Invalid = text;
        }
    }
}

/// <summary>Refuses what is no port; the server does not start with a wrong one.</summary>
internal sealed class FirstUseOptionsValidator : IValidateOptions<FirstUseOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FirstUseOptions options) =>
        options.Invalid is { } text
            ? ValidateOptionsResult.Fail($"{FirstUseOptions.Key} is '{text}'; it must be a port from 1 to 65535.")
            : ValidateOptionsResult.Success;
}
