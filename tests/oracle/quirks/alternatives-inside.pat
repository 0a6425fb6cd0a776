alternatives-inside
(ba|be|bi|bo|bu|da|de|di|do|du|ga|ge|gi|go|gu|ka|ke|ki|ko|ku)-(ba|be|bi|bo|bu|da|de|di|do|du|ga|ge|gi|go|gu|ka|ke|ki|ko|ku)
