using Microsoft.AspNetCore.Components;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>One of a few values.</summary>
public partial class ChoiceField<T>
{
    /// <summary>The values and what they are called.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<(T Value, string Text)> Choices { get; set; } = [];

    private int Index => Choices.Index().FirstOrDefault(choice => EqualityComparer<T>.Default.Equals(choice.Item.Value, Value)).Index;

    private Task ChooseAsync(ChangeEventArgs change) =>
        WholeNumber.TryRead<int>((string?)change.Value, out var index) && index < Choices.Count
            ? ChangeAsync(Choices[index].Value)
            : Task.CompletedTask;
}
