using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>One value of the endpoint form, with its explanation, and its error in place of that.</summary>
public abstract class Field<T> : FormPart
{
    /// <summary>Where the value is in the definition: the JSON path of its errors.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>What it is called.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What it means, with its default.</summary>
    [Parameter]
    public string? Help { get; set; }

    /// <summary>Whether what it means now is something to be careful about.</summary>
    [Parameter]
    public bool IsWarning { get; set; }

    /// <summary>The value.</summary>
    [Parameter]
    public T Value { get; set; } = default!;

    /// <summary>Takes another value.</summary>
    [Parameter]
    public EventCallback<T> ValueChanged { get; set; }

    /// <summary>What a test finds the field by.</summary>
    [Parameter]
    public string? TestId { get; set; }

    /// <summary>What is wrong with the value.</summary>
    protected string? Error => Form.ErrorAt(Path);

    /// <summary>The id of the explanation, for screen readers.</summary>
    protected string NoteId => $"note-{Path}";

    /// <summary>Takes another value and has it checked.</summary>
    protected async Task ChangeAsync(T value)
    {
        await ValueChanged.InvokeAsync(value);
        Form.Edited();
    }
}
