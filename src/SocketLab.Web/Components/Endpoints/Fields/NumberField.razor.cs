using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>A whole number.</summary>
public partial class NumberField<T>
{
    private string? _unreadable;

    /// <summary>What stands there while there is no number.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>
    /// Whether there is nothing to write here. Not disabled: that would take the focus from whoever is just coming to it.
    /// </summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>What cannot be read stays as it was typed, beside what is wrong with it.</summary>
    private string? Written => _unreadable ?? BindConverter.FormatValue(Value, CultureInfo.InvariantCulture)?.ToString();

    /// <summary>What was typed into a field that nobody sees any more holds up nobody.</summary>
    public void Dispose()
    {
        Form.ReadAt(Path);
        GC.SuppressFinalize(this);
    }

    private Task ReadAsync(ChangeEventArgs change)
    {
        var text = ((string?)change.Value ?? "").Trim();
        // Thousands may be separated as the explanations separate them.
        if (TryRead(text.Replace(",", "", StringComparison.Ordinal), out var value))
        {
            _unreadable = null;
            Form.ReadAt(Path);
            return ChangeAsync(value);
        }

        _unreadable = text;
        Form.CannotReadAt(Path, text.Length == 0 ? "Write a number." : $"“{text}” is not a whole number in range.");
        return Task.CompletedTask;
    }

    /// <summary>Reads a number, or nothing where there may be none.</summary>
    private static bool TryRead(string text, out T value)
    {
        value = default!;
        if (WholeNumber.TryReadSigned<int>(text, out var number))
        {
            value = (T)(object)number;
            return true;
        }

        return text.Length == 0 && value is null;
    }
}
