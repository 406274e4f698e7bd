namespace TensorCalculus.Evaluation;

/// <summary>Counts the changes of tensors: what was computed before the last one is out of date.</summary>
internal sealed class Clock
{
    public int Time { get; private set; } = 1;

    public void Tick() => Time++;
}
